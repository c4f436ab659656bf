"""Slips seen in published inventories are recognized and named."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from mrv.accounting import GwpSet
from mrv.accounting.errors import Problem
from mrv.accounting.traps import SLIPS, co2e_problem, difference_problem, shares_problem, total_problem

AR5 = GwpSet("AR5", "IPCC AR5 WG1 table 8.A.1", {"CO2": Decimal(1), "CH4": Decimal(28), "N2O": Decimal(265)})
MASSES = {"CO2": Decimal("100.00"), "CH4": Decimal("2.00")}


def code(found: Problem | None) -> str:
    """Return the code of a problem, empty if there is none; both sentences must be writable."""
    if found is None:
        return ""
    assert found.text("en")
    assert found.text("zh-hans")
    return found.code


def test_co2e_without_gwp_is_recognized() -> None:
    found = co2e_problem(MASSES, Decimal("102.00"), AR5, field="total")
    assert code(found) == "trap_no_gwp"
    assert found is not None
    assert "With AR5 it is 156 t CO2e" in found.text()


def test_right_co2e_passes_within_the_digits_it_prints() -> None:
    assert co2e_problem(MASSES, Decimal("156.00"), AR5, field="total") is None
    assert co2e_problem(MASSES, Decimal(156), AR5, field="total") is None
    assert code(co2e_problem(MASSES, Decimal("157.00"), AR5, field="total")) == "trap_difference"


@pytest.mark.parametrize(
    ("declared", "computed", "cause"),
    [
        ("1234567.0", "1234.567", "a factor of 1000"),
        ("0.1234567", "1234.567", "a factor of 10,000"),
        ("100.0000", "366.6667", "carbon and carbon dioxide"),
        ("366.66667", "100", "carbon and carbon dioxide"),
        ("78.571429", "110", "MgO calculated with the 44/56 of CaO"),
        ("3600.0", "1000", "GJ and MWh"),
        ("907.18", "1000", "short tons"),
    ],
)
def test_known_ratios_are_named(declared: str, computed: str, cause: str) -> None:
    found = difference_problem(Decimal(declared), Fraction(computed), field="co2")
    assert found is not None
    assert code(found) == "trap_known_slip"
    assert cause in found.text()


def test_a_cell_off_by_a_little_is_an_unexplained_difference() -> None:
    found = difference_problem(Decimal("1017.0"), Fraction(1000), field="cell")
    assert code(found) == "trap_difference"
    assert difference_problem(Decimal("1000.0"), Fraction(10000499, 10000), field="cell") is None


def test_a_total_must_be_the_sum_of_its_parts_within_rounding() -> None:
    parts = [Decimal("10.1"), Decimal("20.2")]
    assert total_problem(parts, Decimal("30.3"), field="total") is None
    assert total_problem(parts, Decimal("30.4"), field="total") is None
    assert code(total_problem(parts, Decimal("31.3"), field="total")) == "trap_total"


def test_shares_of_a_blend_must_add_up() -> None:
    assert shares_problem({"HFC-32": Fraction(1, 2), "HFC-125": Fraction(1, 2)}, field="R-410A") is None
    found = shares_problem({"HFC-32": Fraction(1, 2), "HFC-125": Fraction(47, 100)}, field="R-410A")
    assert found is not None
    assert "add up to 97 %" in found.text()
    assert code(found) == "trap_shares"


def test_ratios_are_far_enough_apart_to_be_told_apart() -> None:
    ratios = sorted({slip.ratio for slip in SLIPS} | {1 / slip.ratio for slip in SLIPS})
    assert all(high / low > Fraction(101, 100) for low, high in pairwise(ratios))
