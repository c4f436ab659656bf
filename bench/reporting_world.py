"""A facility with a plan of thousands of streams, made inside a transaction that is rolled back afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from mrv.core.models import (
    District,
    EmissionFactor,
    Enterprise,
    Facility,
    FactorSet,
    GwpSet,
    GwpValue,
    Sector,
)
from reporting.models import EmissionsReport, MonitoringPlan, ReportVersion, SourceStream

MONTHS = 12
FACTORS = [
    ("net_calorific_value", "42.652", "GJ/t"),
    ("carbon_content", "20.2", "tC/TJ"),
    ("oxidation_factor", "98", "%"),
]


@contextmanager
def draft_with_streams(streams: int) -> Iterator[ReportVersion]:
    """A draft whose plan has ``streams`` streams of diesel; nothing of it stays."""
    with transaction.atomic():
        yield _make(streams)
        transaction.set_rollback(True)


def _make(streams: int) -> ReportVersion:
    city = District.objects.create(
        code="310000", name_zh="x", name_en="x", level="province", valid_from=date(1949, 1, 1)
    )
    sector = Sector.objects.create(system="inventory", code="BENCH", name_zh="x", name_en="x")
    enterprise = Enterprise.objects.create(code="BENCH", name_zh="x", name_en="x")
    facility = Facility.objects.create(
        enterprise=enterprise, code="BENCH", name_zh="x", name_en="x", district=city, sector=sector,
        opened_date=date(2000, 1, 1),
    )  # fmt: skip
    plan = MonitoringPlan.objects.create(facility=facility, number=1, state="approved", valid_from=date(2000, 1, 1))
    SourceStream.objects.bulk_create(
        [
            SourceStream(
                plan=plan, code=f"stream-{n:05d}", name_zh=f"x{n}", name_en=f"x{n}",
                method="cn.combustion.ncv_cc_of", fuel="bench_diesel", scope=1, unit="t",
            )
            for n in range(streams)
        ]
    )  # fmt: skip
    report = EmissionsReport.objects.create(facility=facility, compliance_year=2020)
    return ReportVersion.objects.create(
        report=report, number=1, plan=plan, factor_set_ids=[_factors().pk], gwp_set_code=_gwp().code
    )


def _factors() -> FactorSet:
    made = FactorSet.objects.create(
        code="BENCH", title_zh="x", title_en="x", publisher="x", document="x", purpose="any", grade="B",
        valid_from=date(2000, 1, 1), content_hash="bench",
    )  # fmt: skip
    for parameter, value, unit in FACTORS:
        EmissionFactor.objects.create(
            factor_set=made, fuel="bench_diesel", parameter=parameter, geography="", purpose="any",
            value=Decimal(value), value_text=value, unit=unit, valid=DateRange(date(2000, 1, 1), None, "[)"),
            source="Guideline, table 1", grade="B",
        )  # fmt: skip
    return made


def _gwp() -> GwpSet:
    made = GwpSet.objects.create(code="BENCH", title="x", source="x")
    GwpValue.objects.bulk_create(
        [GwpValue(gwp_set=made, gas=gas, value=Decimal(v)) for gas, v in (("CO2", "1"), ("CH4", "28"), ("N2O", "265"))]
    )
    return made
