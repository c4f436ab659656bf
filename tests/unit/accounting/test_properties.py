"""What must be true of every method that is proportional to its activity, whatever the numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrv.accounting import GwpSet, Method, Quantity, all_methods, method
from mrv.accounting.errors import GwpError
from mrv.accounting.gwp import total_co2e
from tests.unit.accounting.test_methods_conform import inputs_of

PROPORTIONAL = [found for found in all_methods().values() if found.activity and not found.input(found.activity).rows]
AR5 = GwpSet("AR5", "IPCC AR5 WG1 table 8.A.1", {"CO2": Decimal(1), "CH4": Decimal(28), "N2O": Decimal(265)})
AR6 = GwpSet(
    "AR6",
    "IPCC AR6 WG1 table 7.15",
    {"CO2": Decimal(1), "CH4": Decimal("29.8"), "CH4_biogenic": Decimal("27.0"), "N2O": Decimal(273)},
)
#: Amounts as parts of the largest activity a method admits.
amounts = st.decimals("0", "0.0005", places=6)
each_proportional = pytest.mark.parametrize("chosen", PROPORTIONAL, ids=lambda chosen: chosen.identifier)


def exact(chosen: Method, part: Decimal) -> dict[str, Fraction]:
    """Return unrounded masses of the first worked example with another amount of activity."""
    inputs = inputs_of(chosen.worked[0])
    unit = inputs[chosen.activity].unit
    for basis in chosen.input(chosen.activity).bases:
        if unit.is_convertible_to(basis.unit):
            activity = Quantity(basis.maximum * part, basis.unit)
            return chosen.calculate({**inputs, chosen.activity: activity}).exact_masses
    raise AssertionError("the worked example states its activity in a unit the method does not take")


@each_proportional
@given(first=amounts, second=amounts)
@settings(max_examples=10, deadline=None)
def test_splitting_an_activity_changes_nothing(chosen: Method, first: Decimal, second: Decimal) -> None:
    parts = exact(chosen, first), exact(chosen, second)
    whole = exact(chosen, first + second)
    assert whole == {gas: parts[0][gas] + parts[1][gas] for gas in whole}


@each_proportional
@given(amount=amounts, factor=st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_results_scale_with_the_activity(chosen: Method, amount: Decimal, factor: int) -> None:
    single = exact(chosen, amount)
    assert exact(chosen, amount * factor) == {gas: mass * factor for gas, mass in single.items()}


@each_proportional
@given(first=amounts, second=amounts)
@settings(max_examples=10, deadline=None)
def test_more_activity_never_means_less_emission(chosen: Method, first: Decimal, second: Decimal) -> None:
    less, more = sorted((first, second))
    low, high = exact(chosen, less), exact(chosen, more)
    sign = -1 if any(mass < 0 for mass in high.values()) else 1
    assert all(sign * low[gas] <= sign * high[gas] for gas in high)


@given(amount=st.decimals("0", "1000000", places=3))
def test_a_unit_changed_together_with_its_amount_changes_nothing(amount: Decimal) -> None:
    combustion = method("ipcc.combustion.mass")
    inputs = inputs_of(combustion.worked[0])
    tonnes = combustion.calculate({**inputs, "activity": Quantity.of(amount, "t")})
    kilograms = combustion.calculate({**inputs, "activity": Quantity.of(amount * 1000, "kg")})
    assert tonnes.masses == kilograms.masses


def test_co2e_is_the_sum_of_recorded_masses_times_gwp() -> None:
    combustion = method("ipcc.combustion.mass")
    result = combustion.calculate(inputs_of(combustion.worked[0]), gwp=AR5)
    assert result.co2e_t == Decimal("2440.68") + Decimal("0.0258") * 28 + Decimal("0.0387") * 265
    assert (
        total_co2e(result.masses, AR6, combustion.rounding)
        == Decimal("2440.68") + Decimal("0.0258") * Decimal("29.8") + Decimal("0.0387") * 273
    )


def test_biogenic_co2_stays_outside_every_total() -> None:
    masses = {"CO2": Decimal(1), "CO2_biogenic": Decimal(100), "CH4_biogenic": Decimal(1)}
    assert total_co2e(masses, AR6, method("ipcc.combustion.mass").rounding) == 28
    assert total_co2e(masses, AR5, method("ipcc.combustion.mass").rounding) == 29


@pytest.mark.parametrize("value", [None, Decimal(0), Decimal(-1), Decimal("NaN")])
def test_a_gwp_set_without_a_usable_value_is_refused(value: Decimal | None) -> None:
    values = {"CO2": Decimal(1)} | ({"N2O": value} if value is not None else {})
    with pytest.raises(GwpError, match="N2O"):
        GwpSet("X", "nowhere", values).of("N2O")
