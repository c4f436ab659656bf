"""GB/T 32151.34, 5.2.2 to 5.2.4: what contents of furnace balances refer to, judged row by row."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mrv.accounting.catalogue import all_methods
from mrv.accounting.rules.conditions import (
    BASES,
    COMPONENTS,
    asks_conditions,
    basis_code,
    component_code,
    expected_component,
    material_of,
)
from reporting.checks.catalogue import run_checks
from reporting.checks.declaration import Cell, StreamCells
from tests.unit.reporting.test_checks import declaration

CALCINATION, GRAPHITIZATION = "carbon_materials.calcination", "carbon_materials.graphitization"
RULES = {"component_kind", "material_basis", "basis_conversion", "furnace_body_loss"}
Found = list[tuple[str, str]]


def cell(quantity: str = "80", unit: str = "%", **fields: str) -> Cell:
    return Cell(Decimal(quantity), unit, "laboratory", **fields)


def furnace(method: str = CALCINATION, **cells: Cell) -> StreamCells:
    """A stream with the cells of one month."""
    placed = {(name, 3): one for name, one in cells.items()}
    return StreamCells(code="kiln", activity_parameter="raw_material", unit="t", method=method, cells=placed)


def found(stream: StreamCells) -> Found:
    return [(one.code, one.pointer) for one in run_checks(declaration(stream)) if one.code in RULES]


def content(basis: str = "as_received", component: str = "fixed_carbon", evidence: str = "") -> Found:
    return found(furnace(raw_fixed_carbon=cell(basis=basis, component=component, evidence_ref=evidence)))


AT = "/kiln/3/raw_fixed_carbon"


def test_fixed_carbon_as_received_is_taken() -> None:
    assert content() == []


@pytest.mark.parametrize("component", ["total_carbon", "volatile_matter", ""])
def test_another_component_is_refused_at_its_row(component: str) -> None:
    assert content(component=component) == [("component_kind", AT)]


@pytest.mark.parametrize("basis", ["", "air_dried"])
def test_unknown_or_other_basis_is_refused_at_its_row(basis: str) -> None:
    assert ("material_basis", AT) in content(basis)


def test_dry_content_is_neither_as_received_nor_proven() -> None:
    assert content("dry") == [("basis_conversion", AT), ("material_basis", AT)]


def test_converted_content_needs_the_evidence_of_its_moisture() -> None:
    assert content("converted") == [("basis_conversion", AT)]
    assert content("converted", evidence="LAB-7") == []


def test_mass_and_content_must_be_on_one_basis() -> None:
    stream = furnace(
        raw_material=cell("100", "t", basis="dry"),
        raw_fixed_carbon=cell(basis="as_received", component="fixed_carbon"),
    )
    assert found(stream) == [("material_basis", AT)]


def test_mass_that_says_nothing_is_as_weighed() -> None:
    stream = furnace(
        raw_material=cell("100", "t"), raw_fixed_carbon=cell(basis="as_received", component="fixed_carbon")
    )
    assert found(stream) == []


def test_volatile_matter_is_asked_of_the_volatile_input() -> None:
    good = furnace(raw_volatile=cell("10", basis="as_received", component="volatile_matter"))
    assert found(good) == []
    assert found(furnace(raw_volatile=cell("10", basis="as_received", component="fixed_carbon"))) == [
        ("component_kind", "/kiln/3/raw_volatile")
    ]


def test_furnace_body_does_not_belong_to_graphitization() -> None:
    loss = cell("2", "t", component="furnace_body")
    assert found(furnace(GRAPHITIZATION, carbon_out=loss)) == [("furnace_body_loss", "/kiln/3/carbon_out")]
    assert found(furnace(CALCINATION, dust=loss)) == []


def planned(method: str = CALCINATION, **constants: dict[str, str]) -> StreamCells:
    """A stream that weighs its raw material and takes everything else from the plan."""
    cells = {("raw_material", None): cell("100", "t")}
    return StreamCells(
        code="kiln", activity_parameter="raw_material", unit="t", method=method, cells=cells, approved=constants
    )


def constant(**conditions: str) -> dict[str, str]:
    return {"value": "80", "unit": "%", **conditions}


def test_constant_of_the_plan_is_judged_like_a_row() -> None:
    at = "/kiln/year/raw_fixed_carbon"
    assert found(planned(raw_fixed_carbon=constant())) == [("component_kind", at), ("material_basis", at)]
    good = constant(basis="as_received", component="fixed_carbon")
    assert found(planned(raw_fixed_carbon=good)) == []
    assert found(planned(raw_fixed_carbon={**good, "component": "total_carbon"})) == [("component_kind", at)]
    assert found(planned(raw_fixed_carbon={**good, "basis": "converted"})) == [("basis_conversion", at)]
    assert found(planned(raw_fixed_carbon={**good, "basis": "converted", "source": "LAB-7"})) == []


def test_constant_is_judged_against_the_basis_of_its_mass() -> None:
    good = constant(basis="as_received", component="fixed_carbon")
    at = ("material_basis", "/kiln/year/calcined_fixed_carbon")
    assert found(planned(calcined={**constant(), "basis": "dry"}, calcined_fixed_carbon=good)) == [at]
    weighed = replace(planned(raw_fixed_carbon=good), cells={("raw_material", 5): cell("9", "t", basis="dry")})
    assert found(weighed) == [("material_basis", "/kiln/year/raw_fixed_carbon")]


def test_constant_counts_only_where_its_stream_does() -> None:
    assert found(replace(planned(raw_fixed_carbon=constant()), cells={})) == []


def test_furnace_body_as_a_constant_is_refused() -> None:
    stream = planned(GRAPHITIZATION, carbon_out=constant(component="furnace_body"))
    assert found(stream) == [("furnace_body_loss", "/kiln/year/carbon_out")]


def test_findings_are_told_in_both_languages() -> None:
    [one] = [o for o in run_checks(declaration(furnace(raw_fixed_carbon=cell()))) if o.code == "material_basis"]
    assert "as received" in one.text.en
    assert "收到基" in one.text.zh


def test_every_content_of_every_furnace_balance_is_asked() -> None:
    asked = {
        method: [spec.name for spec in all_methods()[method].inputs if asks_conditions(method, spec.name)]
        for method in (CALCINATION, "carbon_materials.baking", GRAPHITIZATION)
    }
    for method, names in asked.items():
        shares = [s.name for s in all_methods()[method].inputs if s.bases[0].unit.symbol == "1"]
        assert names == [name for name in shares if name != "volatile_factor"]
        assert {material_of(name) for name in names} <= {spec.name for spec in all_methods()[method].inputs}


def test_no_other_input_is_asked() -> None:
    assert expected_component("cn.combustion.ncv_cc_of", "carbon_content") is None
    assert expected_component(CALCINATION, "volatile_factor") is None


def test_codes_are_read_in_either_language() -> None:
    assert basis_code(" 收到基 ") == basis_code("As received") == basis_code("as_received") == "as_received"
    assert component_code("固定碳") == component_code("Fixed carbon") == "fixed_carbon"
    assert basis_code("wet") is None
    assert all(
        words.en and words.zh for words in [*(b[0] for b in BASES.values()), *(c[0] for c in COMPONENTS.values())]
    )
