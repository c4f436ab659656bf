"""Submitted reports of many facilities, row by row declared and not yet computed (all of it synthetic).

Every facility has a plan of its own whose streams take turns among fuels; every stream declares twelve months.
"""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from itertools import cycle

from django.db import connection
from django.utils import timezone

from bench import database
from bench.city import cast
from mrv.core.models import Facility, FactorSet, Organization
from reporting.models import EmissionsReport, MonitoringPlan, ReportVersion, SourceStream
from tests.reporting_cast import SET

MONTHS = 12
KINDS = (
    {"method": "cn.combustion.ncv_cc_of", "fuel": "diesel", "scope": 1, "unit": "t"},
    {"method": "cn.combustion.ncv_cc_of", "fuel": "natural_gas", "scope": 1, "unit": "10^4Nm3"},
    {"method": "scope2.electricity.purchased", "fuel": "electricity", "scope": 2, "unit": "MWh"},
)
ROWS = """
    INSERT INTO reporting_activityrecord (version_id, stream_id, month, parameter, quantity, unit, data_source,
        evidence_ref, remark, row_number)
    SELECT version.id, stream.id, month, 'activity', (1000 + (stream.id * 104729 + month * 7919) %% 9000001)::numeric
        / 1000, stream.unit, 'meter', 'M-' || month, '',
        row_number() OVER (PARTITION BY version.id ORDER BY stream.code, month)
    FROM reporting_reportversion version
    JOIN reporting_sourcestream stream ON stream.plan_id = version.plan_id CROSS JOIN generate_series(1, 12) AS month
    WHERE version.id = ANY(%s)
"""
UNDO = (
    "DELETE FROM reporting_emissionline WHERE version_id = ANY(%s)",
    "DELETE FROM reporting_calculationrun WHERE version_id = ANY(%s)",
    "UPDATE reporting_reportversion SET state = 'submitted', result_hash = '', total_co2e_t = NULL WHERE id = ANY(%s)",
)
ANALYZED = ("activityrecord", "sourcestream", "reportversion", "emissionline", "calculationrun")


def submitted_reports(count: int, *, streams: int, year: int) -> list[int]:
    """Ids of that many submitted versions of a year, each of ``streams`` x 12 rows."""
    sites = _facilities(count, year)
    plans = MonitoringPlan.objects.bulk_create(
        MonitoringPlan(facility=site, number=1, state="approved", factor_set_codes=[SET], valid_from=date(2010, 1, 1))
        for site in sites
    )
    SourceStream.objects.bulk_create((_stream(plan, n) for plan in plans for n in range(streams)), batch_size=2000)
    versions = _versions(sites, plans, year)
    name = str(connection.settings_dict["NAME"])
    with database.filling(name) as session:
        session.execute(ROWS, [versions])
    analyze(name)
    return versions


def not_computed(version_ids: Sequence[int]) -> None:
    """Take the results of these versions away, so that they can be computed again."""
    name = str(connection.settings_dict["NAME"])
    with database.filling(name) as session:
        for statement in UNDO:
            session.execute(statement, [list(version_ids)])
    analyze(name)


def analyze(name: str) -> None:
    """What the server's own housekeeping would do some minutes later."""
    with database.filling(name) as session:
        session.commit()
        session.autocommit = True
        for table in ANALYZED:
            session.execute(f"VACUUM (ANALYZE) reporting_{table}")  # type: ignore[arg-type]


def _stream(plan: MonitoringPlan, number: int) -> SourceStream:
    kind = KINDS[number % len(KINDS)]
    return SourceStream(plan=plan, code=f"S{number:05}", name_zh=f"源流{number}", name_en=f"Stream {number}", **kind)


def _facilities(count: int, year: int) -> list[Facility]:
    made = cast()
    owner: Organization = made.enterprise
    places, sectors = cycle(made.districts), cycle(made.sectors)
    return Facility.objects.bulk_create(
        Facility(
            enterprise_id=owner.pk, code=f"C{year}-{number:05}", name_zh=f"合成设施{number}",
            name_en=f"Synthetic facility {number}", district=next(places), sector=next(sectors),
            opened_date=date(2010, 1, 1), is_synthetic=True,
        )
        for number in range(count)
    )  # fmt: skip


def _versions(sites: Sequence[Facility], plans: Sequence[MonitoringPlan], year: int) -> list[int]:
    reports = EmissionsReport.objects.bulk_create(
        EmissionsReport(facility=site, compliance_year=year) for site in sites
    )
    sets = list(FactorSet.objects.values_list("pk", flat=True))
    now = timezone.now()
    versions = ReportVersion.objects.bulk_create(
        ReportVersion(
            report=report, number=1, state="submitted", plan=plan, factor_set_ids=sets, submitted_at=now,
            submitted_by_label="Responsible Person", content_hash=sha256(f"{report.pk}".encode()).hexdigest(),
        )
        for report, plan in zip(reports, plans, strict=True)
    )  # fmt: skip
    return [version.pk for version in versions]
