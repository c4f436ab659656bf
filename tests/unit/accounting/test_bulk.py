"""The bulk path agrees with the single-line path in every digit."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrv.accounting import GwpSet, Quantity, method, parse_unit
from mrv.accounting.bulk import Combination, combine
from mrv.accounting.fixed_point import Multipliers
from mrv.accounting.rounding import rule

AR6 = GwpSet("AR6", "IPCC AR6 WG1 table 7.15", {"CO2": Decimal(1), "CH4": Decimal("29.8"), "N2O": Decimal(273)})
ROUNDINGS = st.sampled_from(["half_up_6", "half_even_6", "half_up_2", "half_even_0"])


@given(
    mantissas=st.lists(st.integers(-(2**62), 2**62) | st.integers(-(10**7), 10**7), min_size=1, max_size=40),
    multipliers=st.lists(st.fractions(-5, 5, max_denominator=10**7), min_size=1, max_size=4),
    rounding=ROUNDINGS,
)
@settings(max_examples=300)
def test_fixed_point_rounds_as_the_rounding_rule_does(
    mantissas: list[int], multipliers: list[Fraction], rounding: str
) -> None:
    scaled = [value / 16 for value in multipliers]
    rows = [position % len(scaled) for position in range(len(mantissas))]
    chosen = rule(rounding)
    result = Multipliers.prepare(scaled, chosen.digits, chosen).apply(np.array(mantissas), np.array(rows))
    step = Fraction(chosen.quantum)
    for position, (mantissa, row) in enumerate(zip(mantissas, rows, strict=True)):
        assert Fraction(int(result[position])) * step == Fraction(chosen.apply(mantissa * step * scaled[row]))


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=50), ROUNDINGS)
def test_exact_halves_are_decided_by_the_rule(halves: list[int], rounding: str) -> None:
    chosen = rule(rounding)
    mantissas = np.array([2 * half + 1 for half in halves])
    result = Multipliers.prepare([Fraction(1, 2)], chosen.digits, chosen).apply(mantissas, np.zeros(len(halves), int))
    step = Fraction(chosen.quantum)
    expected = [chosen.apply(Fraction(2 * half + 1, 2) * step) for half in halves]
    assert [Fraction(int(value)) * step for value in result] == [Fraction(value) for value in expected]


def test_wide_denominators_and_products_fall_back_to_integers() -> None:
    chosen = rule("half_up_6")
    wide = Fraction(10**40 + 1, 3**70)
    mantissas = np.array([3, 2**61, -7])
    result = Multipliers.prepare([wide, Fraction(1, 7)], 6, chosen).apply(mantissas, np.array([0, 1, 0]))
    step = Fraction(1, 10**6)
    exact = [chosen.apply(int(m) * step * f) for m, f in zip(mantissas, (wide, Fraction(1, 7), wide), strict=True)]
    assert [Decimal(int(value)).scaleb(-6) for value in result] == exact


def test_products_beyond_int64_are_refused_not_wrapped() -> None:
    with pytest.raises(OverflowError):
        Multipliers.prepare([Fraction(10)], 6, rule("half_up_6")).apply(np.array([2**62]), np.array([0]))


def test_a_row_without_a_multiplier_is_refused() -> None:
    with pytest.raises(IndexError):
        Multipliers.prepare([Fraction(1)], 6, rule("half_up_6")).apply(np.array([1]), np.array([1]))


FACTORS = st.tuples(
    st.decimals("0.5", "150", places=3), st.decimals("0", "300000", places=1), st.decimals("0", "5000", places=2)
)


@given(
    amounts=st.lists(st.integers(0, 10**15), min_size=1, max_size=20),
    factors=st.lists(FACTORS, min_size=1, max_size=3),
    unit=st.sampled_from(["t", "kg", "short ton"]),
)
@settings(max_examples=60)
def test_bulk_lines_equal_single_lines_in_every_digit(
    amounts: list[int], factors: list[tuple[Decimal, Decimal, Decimal]], unit: str
) -> None:
    combustion = method("ipcc.combustion.mass")
    combinations = [
        Combination(
            parse_unit(unit),
            {
                "net_calorific_value": Quantity.of(ncv, "GJ/t"),
                "ef_co2": Quantity.of(co2, "kgCO2/TJ"),
                "ef_ch4": Quantity.of(ch4, "kgCH4/TJ"),
                "ef_n2o": Quantity.of("0.6", "kgN2O/TJ"),
            },
        )
        for ncv, co2, ch4 in factors
    ]
    rows = np.array([position % len(combinations) for position in range(len(amounts))])
    bulk = combine(combustion, combinations).calculate(np.array(amounts), rows, gwp=AR6)
    assert bulk.co2e is not None
    for position, (amount, row) in enumerate(zip(amounts, rows.tolist(), strict=True)):
        activity = Quantity(Decimal(amount).scaleb(-6), combinations[row].unit)
        single = combustion.calculate({**combinations[row].inputs, "activity": activity}, gwp=AR6)
        for gas, mass in single.masses.items():
            assert bulk.masses[gas][position] * bulk.step == mass
        assert bulk.co2e[position] * bulk.step == single.co2e_t


def test_bad_combinations_and_amounts_are_marked_and_explained() -> None:
    purchased = method("scope2.electricity.purchased")
    grid = {"emission_factor": Quantity.of("0.5568", "tCO2/MWh")}
    plan = combine(
        purchased,
        [Combination(parse_unit("MWh"), grid), Combination(parse_unit("t"), grid), Combination(parse_unit("kWh"), {})],
    )
    result = plan.calculate(np.array([10**6, 10**6, 10**6, -1, 2 * 10**15]), np.array([0, 1, 2, 0, 0]))
    assert result.is_valid.tolist() == [True, False, False, False, False]
    assert result.masses["CO2"].tolist() == [556800, 0, 0, 0, 0]
    assert plan.problems[1][0].code == "unit_dimension"
    assert plan.problems[2][0].code == "input_missing"


def test_amounts_on_both_sides_of_zero_are_computed_in_bulk() -> None:
    plan = combine(method("ets.transfer"), [Combination(parse_unit("t"), {})])
    result = plan.calculate(np.array([-12_500_000, 12_500_000]), np.array([0, 0]))
    assert result.is_valid.tolist() == [True, True]
    assert [Decimal(int(value)) * result.step for value in result.masses["CO2"]] == [Decimal("-12.5"), Decimal("12.5")]


def test_methods_without_a_proportional_activity_are_refused() -> None:
    with pytest.raises(ValueError, match="calculate its lines singly"):
        combine(replace(method("scope2.heat.purchased"), activity=""), [])


def test_a_tabular_activity_is_one_row_in_bulk() -> None:
    coke = method("refining.coke_burn")
    example = {name: given for name, given in coke.worked[0].inputs.items() if name != "coke"}
    fixed = {name: tuple(Quantity.of(*row) for row in rows[:1]) for name, rows in example.items()}
    bulk = combine(coke, [Combination(parse_unit("t"), fixed)]).calculate(np.array([10**9]), np.array([0]))
    single = coke.calculate({**fixed, "coke": (Quantity.of("1000", "t"),)})
    assert bulk.masses["CO2"][0] * bulk.step == single.masses["CO2"]
