"""Rules of GB/T 32151.34 and traps seen in published inventories, each found in a declaration and left alone in good ones."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mrv.accounting.catalogue import all_methods
from reporting.checks.catalogue import run_checks
from reporting.checks.declaration import Cell, StreamCells
from reporting.checks.outcome import Outcome
from tests.unit.reporting.test_checks import declaration

HEAT, CONTENT = "carbon_materials.fuel.heat", "carbon_materials.fuel.carbon_content"
POWER = "scope2.electricity.purchased"


def year(quantity: str, unit: str = "t", evidence: str = "INV-1") -> Cell:
    return Cell(Decimal(quantity), unit, "invoice", evidence)


def stream(method: str, cells: dict[tuple[str, int | None], Cell] | None = None, **fields: object) -> StreamCells:
    values = {"code": "s", "activity_parameter": "activity", "unit": "t", "method": method, **fields}
    return StreamCells(**values, cells={("activity", None): year("5")} if cells is None else cells)  # type: ignore[arg-type]


def outcomes(*streams: StreamCells, code: str, **fields: object) -> list[Outcome]:
    return [one for one in run_checks(declaration(*streams, **fields)) if one.code == code]


def test_fuel_accounted_by_heat_and_by_mass_is_counted_twice() -> None:
    streams = (stream(HEAT, fuel="petcoke", unit="GJ"), stream(CONTENT, fuel="petcoke", code="b"))
    [found] = outcomes(*streams, code="fuel_counted_twice")
    assert found.severity == "error"
    assert "heat, mass" in found.text.en
    assert "heat, mass" in found.text.zh


def test_fuel_accounted_by_mass_and_by_volume_is_counted_twice() -> None:
    streams = (stream(CONTENT, fuel="tar", unit="10^4Nm3"), stream(CONTENT, fuel="tar", code="b"))
    assert len(outcomes(*streams, code="fuel_counted_twice")) == 1


def test_furnaces_of_the_plan_keep_the_ways_of_a_fuel_apart() -> None:
    heat, mass = stream(HEAT, fuel="tar", unit="GJ", furnace="kiln-1"), stream(CONTENT, fuel="tar", code="b")
    assert outcomes(heat, replace(mass, furnace="kiln-2"), code="fuel_counted_twice") == []
    assert len(outcomes(heat, replace(mass, furnace="kiln-1"), code="fuel_counted_twice")) == 1
    assert len(outcomes(heat, mass, code="fuel_counted_twice")) == 1


def test_two_fuels_or_an_unused_way_are_no_double_count() -> None:
    other = (stream(HEAT, fuel="petcoke"), stream(CONTENT, fuel="tar", code="b"))
    unused = (stream(HEAT, fuel="petcoke"), stream(CONTENT, {}, fuel="petcoke", code="b"))
    assert outcomes(*other, code="fuel_counted_twice") == outcomes(*unused, code="fuel_counted_twice") == []


def electricity(evidence: str = "", **fields: object) -> StreamCells:
    cells: dict[tuple[str, int | None], Cell] = {("activity", None): year("10", "MWh", evidence)}
    return stream(POWER, cells, approved={"emission_factor": {"value": "0.000", "unit": "tCO2/MWh"}}, **fields)


def test_electricity_at_factor_zero_needs_evidence() -> None:
    [found] = outcomes(electricity(), code="green_power_evidence")
    assert found.pointer == "/s/year/emission_factor"
    assert outcomes(electricity("CONTRACT-7"), code="green_power_evidence") == []
    assert outcomes(electricity(), code="green_power_evidence", certified_mwh={"s": Decimal(10)}) == []


def test_measured_factor_of_zero_needs_evidence_too() -> None:
    cells = {("activity", None): year("10", "MWh", ""), ("emission_factor", None): year("0", "tCO2/MWh", "")}
    assert len(outcomes(stream(POWER, cells), code="green_power_evidence")) == 1


def test_transport_in_a_carbon_plant_belongs_to_another_standard() -> None:
    transport = next(name for name, method in all_methods().items() if method.family == "transport")
    plant = stream(HEAT, fuel="petcoke")
    assert len(outcomes(plant, stream(transport, code="trucks"), code="other_standard")) == 1
    assert outcomes(stream(transport, code="trucks"), code="other_standard") == []


def own(total: str, *months: str) -> StreamCells:
    cells = {("own_co2e", month): year(amount, "tCO2e") for month, amount in enumerate(months, 1)}
    return stream("m", {**cells, ("own_co2e", None): year(total, "tCO2e"), ("activity", None): year("1")})


def test_own_total_must_be_the_sum_of_its_parts() -> None:
    [found] = outcomes(own("101.7", "50.0", "50.0"), code="own_total")
    assert "101.7" in found.text.en
    assert "100" in found.text.zh
    assert outcomes(own("100", "50.2", "50.2"), code="own_total") == []


@pytest.mark.parametrize(
    ("total", "cause"),
    [("300000", "1000"), ("3000000", "10,000"), ("3000", "10"), ("30000", "100"), ("1080", "3.6")],
)
def test_cause_of_a_differing_total_is_named(total: str, cause: str) -> None:
    cells = {("activity", month): year("100") for month in (1, 2, 3)} | {("activity", None): year(total)}
    [found] = outcomes(stream("m", cells), code="month_sum_cause")
    assert cause in found.text.en
    assert len(outcomes(stream("m", cells), code="month_sum")) == 1


def test_a_difference_without_a_known_cause_is_left_to_the_sum() -> None:
    cells = {("activity", month): year("100") for month in (1, 2, 3)} | {("activity", None): year("345")}
    assert outcomes(stream("m", cells), code="month_sum_cause") == []


def test_shares_of_gases_are_at_most_a_whole() -> None:
    def flare(co2: str, ch4: str) -> StreamCells:
        cells = {("co2_share", None): year(co2, "%"), ("ch4_share", None): year(ch4, "%"), ("activity", 1): year("1")}
        return stream("fugitive.flaring", cells)

    [found] = outcomes(flare("60", "50"), code="gas_shares")
    assert "110 %" in found.text.en
    assert outcomes(flare("60", "40"), code="gas_shares") == []


@pytest.mark.parametrize(("quantity", "unit", "fits"), [("0.737", "kg/L", "gasoline"), ("960", "kg/m3", "fuel oil")])
def test_density_of_another_fuel_is_named(quantity: str, unit: str, fits: str) -> None:
    cells = {("activity", None): year("5", "L"), ("density", 3): year(quantity, unit)}
    [found] = outcomes(stream("ipcc.combustion.liquid_volume", cells, fuel="diesel"), code="density_plausible")
    assert (found.severity, found.pointer) == ("warning", "/s/3/density")
    assert fits in found.text.en
    assert "790 至 880" in found.text.zh


def test_density_of_a_constant_of_the_plan_is_judged_too() -> None:
    approved = {"density": {"value": "0.9", "unit": "t/m3"}}
    [found] = outcomes(
        stream("ipcc.combustion.liquid_volume", fuel="gasoline", approved=approved), code="density_plausible"
    )
    assert found.pointer == "/s/year/density"


@pytest.mark.parametrize(("fuel", "quantity"), [("diesel", "0.84"), ("gasoline", "0.73"), ("wood", "0.2")])
def test_density_of_the_fuel_itself_is_left_alone(fuel: str, quantity: str) -> None:
    cells = {("activity", None): year("5", "L"), ("density", 3): year(quantity, "kg/L")}
    assert not outcomes(stream("ipcc.combustion.liquid_volume", cells, fuel=fuel), code="density_plausible")


@pytest.mark.parametrize(("odd", "cause"), [("1050000", "10^4 units"), ("105000", "a factor of 1000"), ("25000", "")])
def test_month_far_off_names_the_slip_of_units_it_looks_like(odd: str, cause: str) -> None:
    cells = {("activity", month): year(str(100 + month) if month != 5 else odd) for month in range(1, 13)}
    [found] = outcomes(stream(HEAT, cells), code="month_outlier")
    assert (cause or "decimal point.") in found.text.en
    assert bool(cause) == ("It looks like" in found.text.en)
