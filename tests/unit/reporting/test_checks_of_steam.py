"""Purchased steam by pressure and temperature: read in the tables, interpolated, checked against IAPWS-IF97."""

from decimal import Decimal

import pytest

from reporting.calculation.declared import Declared, Stream
from reporting.calculation.steam import enthalpy_of
from reporting.checks.catalogue import run_checks
from reporting.checks.declaration import Cell, StreamCells
from reporting.checks.outcome import Outcome
from reporting.intake.check_rows import check_rows
from reporting.intake.rows import ActivityRow
from reporting.intake.rules import PlanRules, StreamRule
from tests.unit.reporting.intake import places
from tests.unit.reporting.test_checks import declaration

STEAM = "scope2.steam.purchased"
CODES = {"steam_state", "steam_interpolated", "steam_plausible"}


def found(**said: tuple[str, str]) -> list[Outcome]:
    """What the checks say of one month of steam: parameter = quantity and unit."""
    cells = {(name, 2): Cell(Decimal(quantity), unit, "meter") for name, (quantity, unit) in said.items()}
    stream = StreamCells(code="steam", activity_parameter="steam", unit="t", method=STEAM, cells=cells)
    return [one for one in run_checks(declaration(stream)) if one.code in CODES]


def codes(**said: tuple[str, str]) -> list[str]:
    return [one.code for one in found(**said)]


def test_printed_state_needs_no_word() -> None:
    assert codes(steam_pressure=("1", "MPa")) == []
    assert codes(steam_pressure=("1000", "kPa"), steam_temperature=("200", "degC")) == []


def test_state_between_printed_ones_names_its_end_points_at_its_row() -> None:
    [one] = found(steam_pressure=("1.75", "MPa"))
    assert (one.code, one.severity, one.pointer) == ("steam_interpolated", "info", "/steam/2/steam_pressure")
    assert (
        "1.7 MPa, 204.3 degC" in one.text.en.replace("1.70", "1.7").replace("204.30", "204.3") or "1.7" in one.text.en
    )
    assert "linear-1" in one.text.en
    assert "内插" in one.text.zh


def test_state_outside_the_tables_is_refused_in_both_languages() -> None:
    [one] = found(steam_pressure=("23", "MPa"))
    assert (one.code, one.severity) == ("steam_state", "error")
    assert "outside the steam table" in one.text.en
    assert "超出蒸汽热焓表范围" in one.text.zh


def test_gauge_of_a_wrong_unit_is_refused() -> None:
    assert codes(steam_pressure=("1000", "MPa")) == ["steam_state"]


def test_state_across_the_boiling_line_is_refused() -> None:
    assert codes(steam_pressure=("1", "MPa"), steam_temperature=("175", "degC")) == ["steam_state"]


def test_misprint_of_the_table_is_told() -> None:
    [one] = found(steam_pressure=("30", "MPa"), steam_temperature=("420", "degC"))
    assert (one.code, one.severity) == ("steam_plausible", "warning")
    assert "2424.70" in one.text.en
    assert "2552.9" in one.text.en


def test_declared_enthalpy_is_compared_with_its_state() -> None:
    assert codes(steam_pressure=("1", "MPa"), enthalpy=("2777", "kJ/kg")) == []
    assert codes(steam_pressure=("1", "MPa"), enthalpy=("2.3", "GJ/t")) == ["steam_plausible"]


def test_declared_enthalpy_alone_must_be_of_steam() -> None:
    assert codes(enthalpy=("2.8", "GJ/t")) == []
    assert codes(enthalpy=("0.67", "GJ/t")) == ["steam_plausible"]


def stream(**said: tuple[str, str]) -> Stream:
    rows = {(name, 2): Declared(quantity, unit, "meter 7", "LOG-2", 1) for name, (quantity, unit) in said.items()}
    return Stream(1, "steam", STEAM, "", 2, "steam", {}, dict(rows))


def test_enthalpy_is_read_in_the_table_and_says_where() -> None:
    read = enthalpy_of(stream(steam_pressure=("1", "MPa")), 2)
    assert read is not None
    assert (read[1]["value"], read[1]["unit"]) == ("2777", "kJ/kg")
    assert read[1]["source"].startswith("GB/T 32151.34-2024, table C.4")
    assert read[1]["source"].endswith("meter 7; LOG-2")


def test_enthalpy_between_printed_states_is_interpolated() -> None:
    read = enthalpy_of(stream(steam_pressure=("1750", "kPa")), 2)
    assert read is not None
    assert read[1]["value"] == "2794.45"
    assert "interpolated (linear-1) between" in read[1]["source"]


def test_nothing_is_read_without_a_pressure() -> None:
    assert enthalpy_of(stream(steam_temperature=("200", "degC")), 2) is None


RULES = PlanRules("FAC-1", (StreamRule(1, "steam", STEAM, "steam", "t"),))


@pytest.mark.parametrize(
    ("parameter", "quantity", "unit", "expected"),
    [
        ("steam_pressure", "1", "MPa", []),
        ("steam_pressure", "1", "GJ", [(1, "unit", "unit_dimension")]),
        ("steam_pressure", "1000", "MPa", [(1, "quantity", "input_range")]),
        ("steam_temperature", "200", "degC", []),
    ],
)
def test_rows_of_a_state_are_checked_at_intake(
    parameter: str, quantity: str, unit: str, expected: list[tuple[int, str, str]]
) -> None:
    row = ActivityRow(source_stream="steam", month=1, parameter=parameter, quantity=quantity, unit=unit)
    assert places(check_rows([row], RULES).problems) == expected


def test_other_streams_have_no_state() -> None:
    rules = PlanRules("FAC-1", (StreamRule(1, "power", "scope2.electricity.purchased", "activity", "MWh"),))
    row = ActivityRow(source_stream="power", month=1, parameter="steam_pressure", quantity="1", unit="MPa")
    assert places(check_rows([row], rules).problems) == [(1, "parameter", "parameter_unknown")]
