"""Every method that a source stream can carry comes out of a report as its page states it, and again from its row."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from mrv.accounting.catalogue import all_methods
from mrv.accounting.methods.base import Method
from mrv.accounting.rules.conditions import expected_component
from mrv.core.models import GwpValue
from mrv.reference.gwp import load_gwp_sets
from reporting.intake.rows import ActivityRow
from reporting.models import EmissionLine, ReportVersion
from reporting.selectors import explain_line, recompute_line
from reporting.services.check_version import check_version
from reporting.services.explain_check import explain_check
from reporting.services.submit_version import submit_version
from tests.factories import World, world
from tests.reporting_cast import factor_set, filled, gwp_set, monitoring_plan
from tests.support import run_jobs

pytestmark = pytest.mark.django_db


def activity_of(method: Method) -> str:
    return method.activity or method.inputs[0].name


def carried() -> Iterator[Method]:
    """Methods whose inputs are single amounts, with a worked number that a row can hold."""
    for method in all_methods().values():
        if any(spec.rows for spec in method.inputs):
            continue
        if Decimal(str(method.worked[0].inputs[activity_of(method)][0])) >= 0:
            yield method


def code_of(method: Method) -> str:
    return method.identifier.replace(".", "-").replace("_", "-")[:32]


def constant(method: Method, name: str, given: Any) -> dict[str, str]:
    if isinstance(given, str):
        return {"value": given}
    said = {"value": str(given[0]), "unit": str(given[1]), "source": "Worked number"}
    content = expected_component(method.identifier, name)
    return said | ({"basis": "as_received", "component": content.value} if content else {})


def stream(method: Method) -> dict[str, Any]:
    activity, worked = activity_of(method), method.worked[0].inputs
    return {
        "code": code_of(method), "method": method.identifier, "unit": str(worked[activity][1]),
        "scope": 2 if method.identifier.startswith("scope2.") else 1, "activity_parameter": activity,
        "approved_inputs": {name: constant(method, name, one) for name, one in worked.items() if name != activity},
    }  # fmt: skip


def row(method: Method) -> ActivityRow:
    quantity, unit = method.worked[0].inputs[activity_of(method)]
    return ActivityRow(
        source_stream=code_of(method), parameter=activity_of(method), month=1, unit=str(unit),
        quantity=f"{round(Decimal(str(quantity)), 9).normalize():f}", data_source="invoice", evidence_ref="INV-1",
    )  # fmt: skip


@pytest.fixture
def version() -> ReportVersion:
    town: World = world()
    whole = next(found for found in load_gwp_sets() if found.code == "AR5")
    made = gwp_set()
    made.values.all().delete()
    GwpValue.objects.bulk_create(GwpValue(gwp_set=made, gas=one.gas, value=one.value) for one in whole.values)
    factor_set(town.people["factor_steward"], town.people["second_factor_steward"])
    monitoring_plan(town.facility, [stream(method) for method in carried()])
    draft = filled(town, [row(method) for method in carried()])
    for result in check_version(version=draft, with_calculation=True):
        assert result.severity != "error", (result.pointer, result.parameters)
        if result.severity == "warning":
            explain_check(result=result, text="One month, one number.", by=town.actor("reporter"))
    submit_version(version=draft, by=town.actor("responsible_person"))
    run_jobs()
    return draft


def test_every_method_gives_its_worked_number_as_a_line_and_again_from_its_row(version: ReportVersion) -> None:
    lines = {line.method: line for line in EmissionLine.objects.filter(version=version)}
    assert lines.keys() == {method.identifier for method in carried()}
    for method in carried():
        line = lines[method.identifier]
        assert recompute_line(line).is_identical, method.identifier
        told = explain_line(line)
        assert told["is_identical"], method.identifier
        assert all(step["symbolic"] and step["substituted"] for step in told["formula"]), method.identifier
        assert told["provenance"].keys() >= {activity_of(method)}, method.identifier
