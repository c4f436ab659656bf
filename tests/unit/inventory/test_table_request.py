"""Questions to the inventory: what is understood, and what each refusal says."""

import pytest

from inventory.states import Gas
from inventory.tables.axes import Axis, Scope, View
from inventory.tables.request import RequestRefused, TableRequest, parse_request

SETS = {"AR5": "", "AR6": "", "THIN": "N2O"}


def test_nothing_asked_means_sectors_by_districts_of_direct_emissions() -> None:
    assert parse_request({}, gwp_sets=SETS) == TableRequest()


def test_all_parameters_are_read() -> None:
    asked = {"view": "gpc", "by": "sector, fuel,year", "gas": "CH4", "scope": "2", "gwp": "AR6", "district": "310115"}
    assert parse_request(asked, gwp_sets=SETS) == TableRequest(
        by=(Axis.SECTOR, Axis.FUEL, Axis.YEAR),
        view=View.GPC,
        gas=Gas.CH4,
        scope=Scope.PURCHASED,
        gwp="AR6",
        district="310115",
    )


def test_scopes_as_an_axis_are_shown_side_by_side_and_never_added() -> None:
    request = parse_request({"by": "scope"}, gwp_sets=SETS)
    assert request.scope is Scope.ALL
    assert not request.adds_up


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ("view", "crf", "inventory"),
        ("by", "sector,sector", "different axes"),
        ("by", "month", "district"),
        ("by", "sector,district,fuel,gas", "1 to 3"),
        ("gas", "CO", "CH4"),
        ("scope", "4", "consumption"),
        ("scope", "1+2", "consumption"),
        ("gwp", "AR7", "AR5, AR6"),
        ("sector", "x" * 65, "at most 64"),
        ("district", "31\x0001", "printable"),
    ],
)
def test_wrong_parameter_is_named_with_what_was_expected(parameter: str, value: str, expected: str) -> None:
    with pytest.raises(RequestRefused) as refusal:
        parse_request({parameter: value}, gwp_sets=SETS)
    (fault,) = refusal.value.faults
    assert fault.parameter == parameter
    assert expected in fault.expected.en
    assert fault.expected.zh != fault.expected.en


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(RequestRefused) as refusal:
        parse_request({"view": "x", "gas": "y", "scope": "z"}, gwp_sets=SETS)
    assert [fault.parameter for fault in refusal.value.faults] == ["view", "gas", "scope"]


@pytest.mark.parametrize(
    ("gas", "measure", "unit"),
    [
        ("", "co2e", "t CO2e"),
        ("CO2e", "co2e", "t CO2e"),
        ("CH4", "mass", "t CH4"),
        ("FGAS", "co2e", "t CO2e"),
        ("CO2_BIO", "mass", "t CO2_BIO"),
    ],
)
def test_one_gas_is_shown_by_mass_all_gases_in_co2e(gas: str, measure: str, unit: str) -> None:
    request = parse_request({"gas": gas}, gwp_sets=SETS)
    assert (request.measure, request.unit) == (measure, unit)


def test_a_gwp_set_with_a_gap_is_refused_with_the_gas_it_lacks() -> None:
    with pytest.raises(RequestRefused, match="a value for N2O, which THIN lacks; one of AR5, AR6"):
        parse_request({"gwp": "THIN"}, gwp_sets=SETS)
