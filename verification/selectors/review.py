"""What the review looks at: lines as candidates of the sample, the sample with its lines, answers of the checks."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Abs

from reporting.models import CheckResult, EmissionLine, ReportVersion, SourceStream
from reporting.selectors.emissions import lines_in_force, run_in_force
from verification.models import Finding, ReviewSample, VerificationEngagement
from verification.sampling import Candidate
from verification.selectors.figures import last_year_of


def candidates_of(version: ReportVersion) -> list[Candidate]:
    """The lines of the version as the sampling rule sees them; flags by stream from warnings of the checks."""
    before = _last_year_lines(version)
    flags = flags_by_stream(version)
    rows = lines_in_force(version).values_list("line_number", "stream_code", "month", "co2e_t")
    return [
        Candidate(number, co2e_t, flags=flags[stream], before_tco2e=before.get((stream, month)))
        for number, stream, month, co2e_t in rows
    ]


def _last_year_lines(version: ReportVersion) -> dict[tuple[str, int | None], Decimal]:
    before = last_year_of(version)
    if before is None:
        return {}
    rows = lines_in_force(before).values_list("stream_code", "month", "co2e_t")
    return {(stream, month): co2e for stream, month, co2e in rows}


def flags_by_stream(version: ReportVersion) -> Counter[str]:
    """How many warnings or errors of the checks name a stream, in pointer or parameters."""
    streams = set(lines_in_force(version).values_list("stream_code", flat=True).distinct())
    found: Counter[str] = Counter()
    for check in version.check_results.exclude(severity="info"):
        found.update(_streams_named(check) & streams)
    return found


def _streams_named(check: CheckResult) -> set[str]:
    words = set(re.split(r"[^\w.-]+", check.pointer))
    return words | {str(value) for value in check.parameters.values()}


@dataclass
class StreamRow:
    """One stream of the report: what it carries, and how far it was looked at."""

    code: str
    scope: int
    co2e_t: Decimal
    lines: int
    stream: SourceStream | None = None
    share: Decimal | None = None
    flags: int = 0
    sampled: int = 0
    checked: int = 0
    findings: int = 0


def stream_rows(version: ReportVersion, engagement: VerificationEngagement) -> list[StreamRow]:
    """The streams with their marks, the heaviest first; summed in the database, whatever the number of lines."""
    sums = lines_in_force(version).order_by().values_list("stream_code", "scope")
    rows = {
        code: StreamRow(code, scope, total, n) for code, scope, total, n in sums.annotate(Sum("co2e_t"), Count("pk"))
    }
    names = {stream.code: stream for stream in SourceStream.objects.filter(plan_id=version.plan_id)}
    flags = flags_by_stream(version)
    whole = sum((row.co2e_t for row in rows.values()), Decimal(0))
    for row in rows.values():
        row.stream, row.flags = names.get(row.code), flags[row.code]
        row.share = row.co2e_t * 100 / whole if whole else None
    for reviewed in sampled_lines(version, engagement):
        row = rows[reviewed.line.stream_code]
        row.sampled += 1
        row.checked += bool(reviewed.sample and reviewed.sample.outcome)
    for code in (
        engagement.findings.filter(version=version).exclude(state="dropped").values_list("stream_code", flat=True)
    ):
        if code in rows:
            rows[code].findings += 1
    return sorted(rows.values(), key=lambda row: (-row.co2e_t, row.code))


@dataclass(frozen=True)
class ReviewedLine:
    """One line on the review page: what was computed, the sample mark, the findings beside it."""

    line: EmissionLine
    sample: ReviewSample | None
    findings: tuple[Finding, ...]


def lines_of_stream(
    version: ReportVersion, engagement: VerificationEngagement, stream: str, *, limit: int
) -> list[ReviewedLine]:
    """The first lines of one stream with their marks."""
    return _marked(version, engagement, lines_in_force(version).filter(stream_code=stream)[:limit])


def sampled_lines(version: ReportVersion, engagement: VerificationEngagement) -> list[ReviewedLine]:
    """The lines of the sample, in the order they were proposed."""
    numbers = [sample.line_number for sample in _samples(version)]
    found = _marked(version, engagement, lines_in_force(version).filter(line_number__in=numbers))
    return sorted(found, key=lambda row: row.sample.pk if row.sample else 0)


def _samples(version: ReportVersion) -> list[ReviewSample]:
    run = run_in_force(version)
    return list(version.samples.filter(run_id=run.pk if run else 0))


def _marked(
    version: ReportVersion, engagement: VerificationEngagement, lines: QuerySet[EmissionLine]
) -> list[ReviewedLine]:
    samples = {sample.line_number: sample for sample in _samples(version)}
    beside: dict[int, list[Finding]] = {}
    for finding in engagement.findings.filter(version=version, line_number__isnull=False).exclude(state="dropped"):
        beside.setdefault(finding.line_number or 0, []).append(finding)
    return [
        ReviewedLine(line, samples.get(line.line_number), tuple(beside.get(line.line_number, ())))
        for line in lines.defer("inputs", "gwp_values", "species")
    ]


@dataclass(frozen=True)
class SampleProgress:
    """How far the sample is checked; shares of the tonnes in per cent."""

    proposed: int
    checked: int
    covered_percent: Decimal
    checked_percent: Decimal


def sample_progress(version: ReportVersion, rows: list[ReviewedLine]) -> SampleProgress:
    """Numbers and shares of tonnes of the sample."""
    whole = lines_in_force(version).aggregate(whole=Sum(Abs("co2e_t")))["whole"] or Decimal(0)
    done = [row for row in rows if row.sample and row.sample.outcome]
    return SampleProgress(len(rows), len(done), _share(rows, whole), _share(done, whole))


def _share(rows: list[ReviewedLine], whole: Decimal) -> Decimal:
    part = sum((abs(row.line.co2e_t) for row in rows), Decimal(0))
    return part * 100 / whole if whole else Decimal(0)
