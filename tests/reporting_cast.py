"""A monitoring plan with its factors, and the steps of a report's life, for tests of reporting and above."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from mrv.core.actor import actor_for, system_actor
from mrv.core.models import EmissionFactor, Facility, FactorSet, GwpSet, GwpValue, Person
from mrv.core.services.transition import transition
from mrv.core.states import FACTOR_SET
from reporting.intake.rows import ActivityRow
from reporting.models import MonitoringPlan, ReportVersion, SourceStream
from reporting.services.open_report import open_report
from reporting.services.replace_activity import replace_activity
from tests.factories import World

SET = "TEST-SET"
DIESEL = [
    ("diesel", "net_calorific_value", "", "42.652", "GJ/t", ""),
    ("diesel", "carbon_content", "", "20.2", "tC/TJ", ""),
    ("diesel", "oxidation_factor", "", "98", "%", ""),
    ("electricity", "emission_factor", "CO2", "0.5568", "tCO2/MWh", "average"),
    ("natural_gas", "net_calorific_value", "", "389.31", "GJ/10^4Nm3", ""),
    ("natural_gas", "carbon_content", "", "15.3", "tC/TJ", ""),
    ("natural_gas", "oxidation_factor", "", "99", "%", ""),
]
GWPS = {"CO2": "1", "CH4": "28", "N2O": "265", "SF6": "23500"}


def gwp_set(code: str = "AR5") -> GwpSet:
    """A GWP set of the common gases."""
    made = GwpSet.objects.create(code=code, title=code, source="IPCC")
    GwpValue.objects.bulk_create([GwpValue(gwp_set=made, gas=g, value=Decimal(v)) for g, v in GWPS.items()])
    return made


def factor_set(
    proposer: Person, releaser: Person, code: str = SET, values: list[tuple[str, ...]] = DIESEL, **fields: Any
) -> FactorSet:
    """A released factor set, valid from 2010 on."""
    since = fields.pop("since", date(2010, 1, 1))
    until = fields.pop("until", None)
    made = FactorSet.objects.create(
        code=code, title_zh=code, title_en=code, publisher="Test", document="Test", purpose="any", grade="B",
        valid_from=since, content_hash=code, **fields,
    )  # fmt: skip
    for fuel, parameter, gas, value, unit, kind in values:
        EmissionFactor.objects.create(
            factor_set=made, fuel=fuel, parameter=parameter, gas=gas, geography="CN", kind=kind, purpose="any",
            value=Decimal(value), value_text=value, unit=unit, valid=DateRange(since, until, "[)"),
            source="Test, table 1", grade="B",
        )  # fmt: skip
    for move, person in (("propose", proposer), ("release", releaser)):
        stamp = {"propose": "proposed", "release": "released"}[move]
        changes = {f"{stamp}_at": "2010-01-02T00:00Z", f"{stamp}_by_id": person.pk}
        transition(made, move, table=FACTOR_SET, by=actor_for(person), changes=changes)
    return made


STREAMS: list[dict[str, Any]] = [
    {"code": "diesel", "method": "cn.combustion.ncv_cc_of", "fuel": "diesel", "scope": 1, "unit": "t"},
    {
        "code": "electricity", "method": "scope2.electricity.purchased", "fuel": "electricity", "scope": 2,
        "unit": "MWh",
    },
]  # fmt: skip


def monitoring_plan(facility: Facility, streams: list[dict[str, Any]] | None = None, **fields: Any) -> MonitoringPlan:
    """An approved plan in force since 2010."""
    plan = MonitoringPlan.objects.create(
        facility=facility,
        number=fields.pop("number", 1),
        state="approved",
        factor_set_codes=fields.pop("factor_set_codes", [SET]),
        valid_from=date(2010, 1, 1),
        **fields,
    )
    for values in STREAMS if streams is None else streams:
        names = {"name_zh": f"{values['code']}源流", "name_en": f"Stream {values['code']}"}
        SourceStream.objects.create(plan=plan, **{**names, **values})
    return plan


def prepare(world: World) -> None:
    """Factor set, GWP set and a plan for both facilities."""
    gwp_set()
    factor_set(world.people["factor_steward"], world.people["second_factor_steward"])
    monitoring_plan(world.facility)
    monitoring_plan(world.second_facility)


def opened(world: World, year: int = 2020, **fields: Any) -> ReportVersion:
    """The first version of the facility's report."""
    return open_report(facility=world.facility, compliance_year=year, by=world.actor("reporter"), **fields)


def month_rows(stream: str = "diesel", quantity: str = "100", unit: str = "t", **fields: Any) -> list[ActivityRow]:
    """Twelve rows of one stream; the quantity grows by a tenth a month so that no digits repeat."""
    return [
        ActivityRow(
            source_stream=stream, month=month, quantity=str(Decimal(quantity) + Decimal(month) / 10), unit=unit,
            **{"data_source": "invoice", "evidence_ref": f"INV-{month}", **fields},
        )
        for month in range(1, 13)
    ]  # fmt: skip


def full_rows() -> list[ActivityRow]:
    """Both streams of the standard plan for all months."""
    return month_rows() + month_rows("electricity", "1000", "MWh")


def filled(world: World, rows: list[ActivityRow] | None = None, year: int = 2020) -> ReportVersion:
    """A draft with rows in it."""
    version = opened(world, year)
    problems = replace_activity(version=version, rows=full_rows() if rows is None else rows, by=system_actor("test"))
    assert not problems, [p.text.en for p in problems]
    return version


def rest_rows() -> list[dict[str, Any]]:
    """Complete rows as an enterprise system sends them."""
    return [
        {
            "source_stream": row.source_stream,
            "month": row.month,
            "quantity": row.quantity,
            "unit": row.unit,
            "data_source": "meter",
        }
        for row in full_rows()
    ]
