"""Values made comparable: one unit, a difference, digits for the eye."""

from decimal import Decimal

import pytest

from mrv.library.figures import in_unit, percent, plain_kind, significant, spread


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "expected"),
    [
        ("4.2", "tCO2/10^4kWh", "tCO2/MWh", "0.42"),
        ("26700", "kJ/kg", "GJ/t", "26.7"),
        ("94", "%", "1", "0.94"),
        ("27.4", "tC/TJ", "tC/GJ", "0.0274"),
        ("1", "GJ/t", "GJ/t", "1"),
    ],
)
def test_values_are_stated_in_another_unit_exactly(value: str, unit: str, wanted: str, expected: str) -> None:
    assert in_unit(Decimal(value), unit, wanted) == Decimal(expected)


def test_units_of_other_dimensions_or_substances_are_not_converted() -> None:
    assert in_unit(Decimal(1), "GJ/t", "tC/GJ") is None
    assert in_unit(Decimal(1), "tC/GJ", "tCO2/GJ") is None


def test_percent_is_of_the_first_and_unknown_from_zero() -> None:
    assert percent(Decimal("24.515"), Decimal("22.867")) == Decimal("-6.72")
    assert percent(Decimal(-2), Decimal(-1)) == Decimal(50)
    assert percent(Decimal(0), Decimal(1)) is None


def test_spread_is_from_the_smallest_to_the_largest() -> None:
    assert spread([Decimal(12), Decimal(10), Decimal(11)]) == Decimal(20)
    assert spread([]) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0.0274000", "0.0274"),
        ("1234567.891", "1234568"),
        ("0.12345678", "0.123457"),
        ("0", "0"),
        ("50179.000", "50179"),
    ],
)
def test_digits_for_the_eye_never_cut_whole_ones(value: str, shown: str) -> None:
    assert f"{significant(Decimal(value)):f}" == shown


def test_plain_variants_answer_the_same_question() -> None:
    assert plain_kind("average") == plain_kind("process") == plain_kind("") == ""
    assert plain_kind("fossil_power") == "fossil_power"
