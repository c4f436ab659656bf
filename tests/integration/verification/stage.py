"""A computed report on the stage of the standard cast, built directly: no intake, no engine."""

import hashlib
import uuid
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from mrv.core.actor import Actor, system_actor
from mrv.core.models import Facility
from reporting.models import (
    CalculationRun,
    CheckResult,
    EmissionLine,
    EmissionsReport,
    MonitoringPlan,
    ReportVersion,
    SourceStream,
)
from reporting.services.move_version import move_version
from tests.factories import World, world
from verification.models import Finding, VerificationEngagement
from verification.selectors.figures import figures_by_scope, total_of
from verification.services.assign_body import Seat, assign_body
from verification.services.conclude import conclude
from verification.services.judge_finding import judge_finding
from verification.services.prepare_statement import StatementText, prepare_statement
from verification.services.raise_finding import FindingText, raise_finding
from verification.services.second_review import second_review
from verification.services.start_review import start_review
from verification.states import FindingType, Judgement, Opinion, TeamRole

# stream, scope, tCO2e: a coal boiler, natural gas, purchased power, a small diesel generator
LINES: tuple[tuple[str, int, str], ...] = (
    ("coal", 1, "60000"),
    ("gas", 1, "25000.5"),
    ("power", 2, "14000"),
    ("diesel", 1, "999.5"),
)
TOTAL = Decimal(100_000)


@dataclass
class Stage:
    """The cast and what is played: one report version and its engagement."""

    world: World
    version: ReportVersion
    engagement: VerificationEngagement | None = None
    notes: dict[str, Any] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return self.world.actor(name)

    def reload(self) -> ReportVersion:
        self.version = ReportVersion.objects.get(pk=self.version.pk)
        return self.version

    @property
    def case(self) -> VerificationEngagement:
        assert self.engagement is not None
        return VerificationEngagement.objects.get(pk=self.engagement.pk)


def plan_of(facility: Facility) -> MonitoringPlan:
    """The one approved plan of a facility, with the streams of LINES."""
    plan, is_new = MonitoringPlan.objects.get_or_create(
        facility=facility, number=1, defaults={"state": "approved", "valid_from": date(2010, 1, 1)}
    )
    if is_new:
        SourceStream.objects.bulk_create(
            SourceStream(
                plan=plan, code=code, name_zh=code, name_en=code.title(), method="test.method", scope=scope, unit="t"
            )
            for code, scope, _co2e in LINES
        )
    return plan


def draft_version(world: World, *, year: int = 2017, facility: Facility | None = None, **fields: Any) -> ReportVersion:
    """A draft of the next version of the report."""
    facility = facility or world.facility
    report, _new = EmissionsReport.objects.get_or_create(facility=facility, compliance_year=year)
    number = report.versions.count() + 1
    fields.setdefault("created_by", world.people["reporter"])
    return ReportVersion.objects.create(report=report, number=number, plan=plan_of(facility), **fields)


def compute(
    version: ReportVersion, lines: tuple[tuple[str, int, str], ...] = LINES, *, build: str = "test"
) -> ReportVersion:
    """Write a run with these lines and put its digits in force."""
    content = f"{version.pk}:{lines}:{build}"
    result_hash = hashlib.sha256(content.encode()).hexdigest()
    total = sum((Decimal(co2e) for _s, scope, co2e in lines if scope in (1, 2)), Decimal(0))
    run = CalculationRun.objects.create(
        version=version, engine_build=build, factor_hash="f" * 64, line_count=len(lines), result_hash=result_hash,
        total_co2e_t=total, computed_at=timezone.now(),
    )  # fmt: skip
    streams = {stream.code: stream.pk for stream in version.plan.streams.all()}
    EmissionLine.objects.bulk_create(
        EmissionLine(
            version=version, run_id=run.pk, line_number=number, stream_id=streams[code], stream_code=code, month=None,
            scope=scope, activity_quantity=Decimal(1), activity_unit="t", method="test.method", method_version="1",
            rounding="half_up_6", engine_build=build, inputs={}, gwp_set_code="AR5",
            co2_t=Decimal(co2e), co2e_t=Decimal(co2e),
        )
        for number, (code, scope, co2e) in enumerate(lines, start=1)
    )  # fmt: skip
    ReportVersion.objects.filter(pk=version.pk).update(result_hash=result_hash, total_co2e_t=total)
    version.refresh_from_db()
    return version


def computed(
    world: World, *, lines: tuple[tuple[str, int, str], ...] = LINES, warn: str = "", **fields: Any
) -> ReportVersion:
    """A version that was submitted by the responsible person and computed; ``warn`` names a stream to warn about."""
    submitter = fields.pop("submitted_by", "responsible_person")
    version = draft_version(world, **fields)
    platform = system_actor("test")
    signer = world.people[submitter]
    at = timezone.now()
    changes = {
        "submitted_at": at,
        "submitted_by_id": signer.pk,
        "submitted_by_label": str(signer),
        "content_hash": uuid.uuid4().hex,
    }
    version = move_version("submit", version=version, by=platform, at=at, changes=changes)
    compute(version, lines)
    if warn:
        CheckResult.objects.create(
            version=version, code="change_against_last_year", severity="warning", pointer=f"/streams/{warn}"
        )
    return move_version("complete_calculation", version=version, by=platform)


def team(world: World) -> list[Seat]:
    """Lead, verifier and reviewer of the first body."""
    return [
        Seat(world.people["lead_verifier"], TeamRole.LEAD),
        Seat(world.people["verifier"], TeamRole.VERIFIER),
        Seat(world.people["independent_reviewer"], TeamRole.REVIEWER),
    ]


def assigned(**fields: Any) -> Stage:
    """A computed report given to the first body."""
    made = fields.pop("world", None) or world()
    stage = Stage(made, computed(made, **fields))
    stage.engagement = assign_body(version=stage.version, body=made.body, team=team(made), by=made.actor("regulator"))
    stage.reload()
    return stage


def under_review(**fields: Any) -> Stage:
    """An assigned report whose document review began."""
    stage = assigned(**fields)
    stage.version = start_review(version=stage.version, by=stage.actor("verifier"))
    return stage


def misstatement(stage: Stage, effect: str, *, material: bool = False) -> Finding:
    """A misstatement with this effect, raised by the verifier."""
    return raise_finding(
        version=stage.version,
        finding=FindingText(
            FindingType.MISSTATEMENT,
            "The meter reads more.",
            line_number=1,
            effect_tco2e=Decimal(effect),
            is_material=material,
        ),
        by=stage.actor("verifier"),
    )


def unresolved(stage: Stage, effect: str) -> Finding:
    """A misstatement judged not corrected."""
    return judge_finding(
        version=stage.version, finding=misstatement(stage, effect), judgement=Judgement.INSUFFICIENT,
        text="No evidence was given.", by=stage.actor("verifier"),
    )  # fmt: skip


def prepared(stage: Stage, opinion: Opinion = Opinion.VERIFIED, **fields: Any) -> int:
    """A statement draft by the lead; its revision."""
    stage.reload()
    text = StatementText(
        opinion=opinion, criteria="ISO 14064-3:2019", scope_text="All sources of the facility",
        justification="" if opinion == Opinion.VERIFIED else "Reasons are written here.", **fields,
    )  # fmt: skip
    return prepare_statement(
        version=stage.version, statement=text, result_hash=stage.version.result_hash, by=stage.actor("lead_verifier")
    ).revision


def reviewed(stage: Stage, opinion: Opinion = Opinion.VERIFIED, **fields: Any) -> Stage:
    """A draft the independent reviewer agreed to."""
    revision = prepared(stage, opinion, **fields)
    second_review(version=stage.version, revision=revision, is_agreed=True, by=stage.actor("independent_reviewer"))
    return stage


def signed(stage: Stage, opinion: Opinion = Opinion.VERIFIED) -> Any:
    """The lead signs what was reviewed."""
    stage.reload()
    statement = conclude(
        engagement=stage.case, version=stage.version, opinion=opinion,
        result_hash=stage.version.result_hash, by=stage.actor("lead_verifier"),
    )  # fmt: skip
    stage.reload()
    return statement


def concluded(opinion: Opinion = Opinion.VERIFIED, **fields: Any) -> Stage:
    """A report with a signed statement, waiting for the authority."""
    stage = reviewed(under_review(**fields), opinion)
    stage.notes["statement"] = signed(stage, opinion)
    return stage


def total(version: ReportVersion) -> Decimal:
    """Scopes 1 and 2 of the lines in force."""
    return total_of(figures_by_scope(version))
