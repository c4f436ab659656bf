"""Computed report versions and area sources, made directly: what the inventory finds when an event arrives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.utils import timezone

from mrv.core.actor import system_actor
from mrv.core.models import Facility
from mrv.core.services.transition import transition
from reporting.models import CalculationRun, EmissionLine, EmissionsReport, MonitoringPlan, ReportVersion
from reporting.states import REPORT_VERSION

BY = system_actor("test")
CH4, N2O = Decimal(28), Decimal(265)


@dataclass(frozen=True)
class Line:
    """One computed line in tonnes."""

    co2: str = "0"
    fuel: str = "raw_coal"
    scope: int = 1
    ch4: str = "0"
    n2o: str = "0"
    fgas: str = "0"
    biogenic: str = "0"
    month: int | None = None
    activity: str = "1"
    profile: str = ""

    @property
    def co2e(self) -> Decimal:
        """Each product rounded to the gram, then added, as the engine does."""
        gram = Decimal("0.000001")
        parts = [(Decimal(self.ch4) * CH4).quantize(gram), (Decimal(self.n2o) * N2O).quantize(gram)]
        return Decimal(self.co2) + Decimal(self.fgas) + sum(parts)


def plan_of(facility: Facility) -> MonitoringPlan:
    """The approved plan of a facility."""
    plan = facility.plans.first()
    return plan or MonitoringPlan.objects.create(
        facility=facility, number=1, state="approved", valid_from=date(2010, 1, 1), factor_set_codes=["DEMO"]
    )


def report_of(facility: Facility, year: int = 2017, kind: str = "official") -> EmissionsReport:
    """The report of a facility and year."""
    return EmissionsReport.objects.get_or_create(facility=facility, compliance_year=year, kind=kind)[0]


def concluded_version(
    facility: Facility, lines: Sequence[Line], *, year: int = 2017, kind: str = "official", content: str = ""
) -> ReportVersion:
    """A computed version a regulator may decide on."""
    report = report_of(facility, year, kind)
    version = ReportVersion.objects.create(
        report=report,
        number=report.versions.count() + 1,
        state="concluded",
        plan=plan_of(facility),
        content_hash=sha256(f"{content}{lines}".encode()).hexdigest(),
        submitted_at=timezone.now(),
    )
    compute(version, lines)
    return version


def compute(version: ReportVersion, lines: Sequence[Line], build: str = "test") -> CalculationRun:
    """Store the lines of one run and name it on the version."""
    total = sum((line.co2e for line in lines), Decimal(0))
    run = CalculationRun.objects.create(
        version=version,
        engine_build=build,
        factor_hash="0" * 64,
        line_count=len(lines),
        result_hash=sha256(f"{version.pk}{build}{lines}".encode()).hexdigest(),
        total_co2e_t=total,
        computed_at=timezone.now(),
    )
    EmissionLine.objects.bulk_create(_row(version, run, number, line) for number, line in enumerate(lines, 1))
    version.result_hash, version.total_co2e_t = run.result_hash, total
    version.save(update_fields=["result_hash", "total_co2e_t"])
    return run


def _row(version: ReportVersion, run: CalculationRun, number: int, line: Line) -> EmissionLine:
    return EmissionLine(
        version=version, run_id=run.pk, line_number=number, stream_id=number, stream_code=f"S{number}",
        month=line.month, scope=line.scope, fuel=line.fuel, activity_quantity=Decimal(line.activity),
        activity_unit="t", method="cn.combustion.ncv_cc_of", method_version="1", rounding="half_up_6",
        engine_build=run.engine_build, inputs={}, gwp_set_code="AR5", gwp_ch4=CH4, gwp_n2o=N2O,
        co2_t=Decimal(line.co2), biogenic_co2_t=Decimal(line.biogenic), ch4_t=Decimal(line.ch4),
        n2o_t=Decimal(line.n2o), fgas_co2e_t=Decimal(line.fgas), co2e_t=line.co2e,
        uncertainty_profile=line.profile,
    )  # fmt: skip


def move(version: ReportVersion, name: str, reason: str = "") -> ReportVersion:
    """Move a version as the platform would; events and jobs follow."""
    return transition(
        version,
        name,
        table=REPORT_VERSION,
        by=BY,
        reason=reason,
        organization_id=version.report.facility.enterprise_id,
    )
