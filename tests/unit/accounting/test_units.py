"""Units are a closed table with exact factors and a strict reader."""

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrv.accounting import Quantity, parse_unit
from mrv.accounting.errors import UnitError
from mrv.accounting.unit_table import ATOMS


@pytest.mark.parametrize(
    ("value", "unit", "other", "expected"),
    [
        ("1", "万千瓦时", "MWh", "10"),
        ("1", "亿千瓦时", "GWh", "100"),
        ("3", "万立方米", "m3", "30000"),
        ("1", "10⁴Nm³", "Nm3", "10000"),
        ("1", "吨标准煤", "kJ", "29307600"),
        ("1", "kgce", "kcal", "7000"),
        ("1", "kgce(7000kcal)", "kcal(20C)", "7000"),
        ("1", "tce(7000kcal)", "GJ", "29.2712"),
        ("1", "short ton", "kg", "907.18474"),
        ("1", "mmBtu", "kJ", "1055055.85262"),
        ("42", "gal", "bbl", "1"),
        ("1", "UK gal", "L", "4.54609"),
        ("15.3", "tC/TJ", "tC/GJ", "0.0153"),
        ("389.31", "GJ/10^4Nm3", "kJ/Nm3", "38931"),
        ("0.5703", "tCO2/MWh", "kgCO2/kWh", "0.5703"),
        ("5.703", "tCO2/10^4kWh", "tCO2/MWh", "0.5703"),
        ("1", "㎏", "g", "1000"),
        ("98", "%", "1", "0.98"),
        ("12", "1000Nm3/h", "Nm3/h", "12000"),
        ("0.20188", "kgCO2e/kWh (Net CV)", "kgCO2e/kWh(net)", "0.20188"),
        ("389.31", "GJ/10^4m3(20C)", "GJ/10^4m3", "389.31"),
        ("2", "t.km", "kg·km", "2000"),
    ],
)
def test_amounts_convert_exactly(value: str, unit: str, other: str, expected: str) -> None:
    assert Quantity.of(value, unit).to(other).value == Decimal(expected)


@pytest.mark.parametrize(
    "text", ["", "  ", "furlong", "kWh/", "/kWh", "t//t", "(t", "t)", "10^4", "1000", "7 kg", "t" * 90]
)
def test_unknown_units_are_refused(text: str) -> None:
    with pytest.raises(UnitError):
        parse_unit(text, field="quantity")


def test_an_unknown_unit_says_what_was_expected() -> None:
    with pytest.raises(UnitError, match=r'unit "bushel" is not known. Expected t or kg'):
        parse_unit("bushel", field="coal", expected="t or kg")


def test_a_wrong_dimension_names_both_dimensions() -> None:
    with pytest.raises(UnitError, match=r"kWh \(energy\); expected t \(mass\)"):
        Quantity.of("1", "kWh").exact_in(parse_unit("t"))


def test_carbon_is_not_carbon_dioxide() -> None:
    with pytest.raises(UnitError, match="counts CO2; expected tC/GJ, which counts C"):
        Quantity.of("1", "tCO2/GJ").exact_in(parse_unit("tC/GJ"))
    assert Quantity.of("1", "t/GJ").to("tC/GJ").value == 1


def test_gas_at_different_conditions_is_not_the_same_volume() -> None:
    with pytest.raises(UnitError, match="gas at 60 F"):
        Quantity.of("1", "scf").exact_in(parse_unit("Nm3"))


def test_spellings_of_one_unit_are_equal() -> None:
    assert parse_unit("万千瓦时") == parse_unit("10^4 kWh") == parse_unit("10^4千瓦时")
    assert parse_unit("tCO2") == parse_unit("t CO2")


def test_names_are_unambiguous_and_bilingual() -> None:
    names = [name for atom in ATOMS for name in (atom.symbol, *atom.aliases)]
    assert len(names) == len(set(names))
    assert all(atom.name.en and atom.name.zh for atom in ATOMS)


_PINT = pint.UnitRegistry(non_int_type=Fraction)
_PINT_NAMES = {
    "t": "metric_ton", "kg": "kg", "lb": "lb", "short ton": "short_ton", "long ton": "long_ton",
    "km": "km", "mi": "mile", "nmi": "nautical_mile", "ha": "hectare", "m3": "m**3", "L": "liter",
    "gal": "gallon", "UK gal": "imperial_gallon", "bbl": "oil_barrel", "cu ft": "foot**3",
    "GJ": "GJ", "kWh": "kWh", "MWh": "MWh", "Btu": "Btu_it", "h": "hour", "d": "day", "bar": "bar",
    "toe": "toe",
}  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs"), _PINT_NAMES.items())
def test_factors_agree_with_pint(ours: str, theirs: str) -> None:
    unit = parse_unit(ours)
    bases = {"mass": "kg", "length": "m", "time": "s", "energy": "MJ", "pressure": "Pa"}
    base = "*".join(f"{bases[name]}**{power}" for name, power in unit.dimension)
    factor = _PINT.Quantity(Fraction(1), theirs).to(base).magnitude
    assert abs(Fraction(factor) / unit.factor - 1) < Fraction(1, 10**9)


_SAME_DIMENSION = [
    ["t", "kg", "short ton", "lb", "Gg"], ["GJ", "kWh", "tce", "mmBtu", "kcal"], ["m3", "gal", "bbl", "L"],
]  # fmt: skip


@given(st.decimals("-1e9", "1e9", places=6), st.sampled_from(_SAME_DIMENSION), st.data())
def test_conversion_there_and_back_changes_nothing(value: Decimal, units: list[str], data: st.DataObject) -> None:
    first, second = (parse_unit(data.draw(st.sampled_from(units))) for _ in range(2))
    there = Quantity(value, first).exact_in(second)
    assert there * second.factor / first.factor == Fraction(value)


@given(st.decimals("0", "1e6", places=3), st.decimals("0.001", "1e6", places=3))
def test_products_and_quotients_keep_their_units(mass: Decimal, heat: Decimal) -> None:
    energy = Quantity(mass, parse_unit("t")) * Quantity(heat, parse_unit("GJ/t"))
    assert energy.unit.is_convertible_to(parse_unit("MWh"))
    assert (energy / Quantity(heat, parse_unit("GJ/t"))).exact_in(parse_unit("t")) == Fraction(mass)


@given(st.text() | st.text(alphabet="tkgCO2eMWhGJm3N^104/·*() %万"))
def test_any_text_is_either_a_unit_or_refused(text: str) -> None:
    with suppress(UnitError):
        unit = parse_unit(text)
        assert unit.factor > 0
        assert parse_unit(unit.symbol).factor == unit.factor
