"""Run all checks on a draft and keep what they find; explanations already given stay with their finding."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db import connection, transaction
from django.utils import timezone

from mrv.accounting.errors import AccountingError
from mrv.accounting.messages import Text
from mrv.accounting.units import parse_unit
from reporting.calculation.whole import compute_whole
from reporting.checks.catalogue import run_checks
from reporting.checks.declaration import Cell, Declaration, StreamCells
from reporting.checks.outcome import Outcome, once_each
from reporting.models import ActivityRecord, CheckResult, Evidence, ReportVersion, SourceStream
from reporting.selectors.certificates import certified_by_stream, rechecked, shared_files
from reporting.selectors.templates import missing_sources
from reporting.states import COUNTED

_LAST_YEAR = """
    SELECT stream.code, record.unit, record.month IS NULL, sum(record.quantity)
    FROM reporting_activityrecord AS record
    JOIN reporting_sourcestream AS stream ON stream.id = record.stream_id
    WHERE record.version_id = %s AND record.parameter = stream.activity_parameter
    GROUP BY 1, 2, 3 ORDER BY 1, 3
"""


@transaction.atomic
def check_version(
    *, version: ReportVersion, at: datetime | None = None, with_calculation: bool = False
) -> list[CheckResult]:
    """Check a draft and replace its check results; the results, errors first.

    ``with_calculation`` also tries the calculation, so that what would stop it after submission (a factor that no
    set holds) is said before somebody signs.

    Under the row lock of the version, so that two checks at once do not both leave results. What was submitted is
    not checked again: its results stand.
    """
    locked = ReportVersion.objects.select_for_update().get(pk=version.pk)
    if locked.state != "draft":
        return list(locked.check_results.all())
    version.draft_revision = locked.draft_revision
    explained = {(old.code, old.pointer): old for old in version.check_results.exclude(explanation="").order_by("pk")}
    version.check_results.all().delete()
    results = [
        CheckResult(
            version=version,
            code=outcome.code,
            severity=outcome.severity,
            pointer=outcome.pointer[:200],
            parameters=outcome.parameters(),
        )
        for outcome in _outcomes(version, at or timezone.now(), with_calculation=with_calculation)
    ]
    for result in results:
        old = explained.get((result.code, result.pointer))
        if old is not None and old.parameters == result.parameters:
            result.explanation, result.explained_at = old.explanation, old.explained_at
            result.explained_by_id = old.explained_by_id
    CheckResult.objects.bulk_create(results, batch_size=1000)
    ReportVersion.objects.filter(pk=version.pk).update(checked_revision=version.draft_revision)
    version.checked_revision = version.draft_revision
    return results


def _outcomes(version: ReportVersion, at: datetime, *, with_calculation: bool) -> list[Outcome]:
    found = list(run_checks(declaration_of(version, at=at)))
    if with_calculation and not any(outcome.severity == "error" for outcome in found):
        _library, computation = compute_whole(version)
        found = [*once_each(computation.outcomes), *found]
    return found


def declaration_of(version: ReportVersion, *, at: datetime) -> Declaration:
    """The version as plain values for the checks: a fixed number of queries."""
    report = version.report
    return Declaration(
        facility_code=report.facility.code,
        compliance_year=report.compliance_year,
        today=timezone.localtime(at).date(),
        opened=report.facility.opened_date,
        closed=report.facility.closed_date,
        streams=_streams(version),
        last_year=_last_year(version),
        evidence=frozenset(Evidence.objects.filter(report=report).values_list("reference", flat=True)),
        certified_mwh=certified_by_stream(version),
        shared_certificates=shared_files(version),
        outdated_certificates=tuple(
            (one.allocation.stream_code, str(one.allocation.certificate))
            for one in rechecked(version)
            if not one.serves
        ),
        template_code=version.plan.template_code,
        missing_sources=missing_sources(version.plan),
    )


def _streams(version: ReportVersion) -> tuple[StreamCells, ...]:
    cells: dict[int, dict[tuple[str, int | None], Cell]] = defaultdict(dict)
    rows = ActivityRecord.objects.filter(version=version).values_list(
        "stream_id", "parameter", "month", "quantity", "unit", "data_source", "evidence_ref", "basis", "component"
    )
    for stream_id, parameter, month, quantity, unit, source, evidence, basis, component in rows.order_by():
        cells[stream_id][parameter, month] = Cell(quantity, unit, source, evidence, basis, component)
    return tuple(
        StreamCells(
            code=stream.code,
            activity_parameter=stream.activity_parameter,
            unit=stream.unit,
            measured=tuple(stream.measured_parameters),
            cells=cells[stream.pk],
            method=stream.method,
            fuel=stream.fuel,
            furnace=stream.furnace_code,
            approved=stream.approved_inputs,
            name=Text(f"{stream.name_en} ({stream.code})", f"{stream.name_zh}（{stream.code}）"),
        )
        for stream in SourceStream.objects.filter(plan_id=version.plan_id).order_by("code")
    )


def _last_year(version: ReportVersion) -> dict[str, Fraction]:
    """Activity of the year before in base units by stream code, from the newest version that is not a draft."""
    before = (
        ReportVersion.objects.filter(
            report__facility=version.report.facility,
            report__kind=version.report.kind,
            report__compliance_year=version.report.compliance_year - 1,
        )
        .exclude(state__in=["draft", "check_failed", "recalled"])
        .order_by("-number")
    )
    found = before.filter(state__in=COUNTED).first() or before.first()
    if found is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_LAST_YEAR, [found.pk])
        rows = cursor.fetchall()
    by_month = {code for code, _, is_year, _ in rows if not is_year}
    totals: dict[str, Fraction] = defaultdict(Fraction)
    for code, unit, is_year, quantity in rows:
        if not (is_year and code in by_month):
            totals[code] += _base(quantity, unit)
    return dict(totals)


def _base(quantity: Decimal, unit: str) -> Fraction:
    try:
        return Fraction(quantity) * parse_unit(unit).factor
    except AccountingError:
        return Fraction(0)
