"""What the review looks at: lines as candidates of the sample, the sample with its lines, answers of the checks."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from reporting.models import CheckResult, EmissionLine, ReportVersion
from verification.models import Finding, ReviewSample, VerificationEngagement
from verification.sampling import Candidate, coverage_percent
from verification.selectors.figures import last_year_of, lines_in_force, run_in_force


def candidates_of(version: ReportVersion) -> list[Candidate]:
    """The lines of the version as the sampling rule sees them; flags by stream from warnings of the checks."""
    before = _last_year_lines(version)
    flags = flags_by_stream(version)
    return [
        Candidate(
            line_number=line.line_number,
            co2e_t=line.co2e_t,
            flags=flags[line.stream_code],
            before_tco2e=before.get((line.stream_code, line.month)),
        )
        for line in lines_in_force(version)
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


@dataclass(frozen=True)
class ReviewedLine:
    """One line on the review page: what was computed, the sample mark, the findings beside it."""

    line: EmissionLine
    sample: ReviewSample | None
    findings: tuple[Finding, ...]


def reviewed_lines(version: ReportVersion, engagement: VerificationEngagement) -> list[ReviewedLine]:
    """All lines in force with their marks."""
    run = run_in_force(version)
    samples = {s.line_number: s for s in version.samples.filter(run_id=run.pk if run else 0)}
    by_line: dict[int, list[Finding]] = {}
    for finding in engagement.findings.filter(version=version, line_number__isnull=False):
        by_line.setdefault(finding.line_number or 0, []).append(finding)
    return [
        ReviewedLine(line, samples.get(line.line_number), tuple(by_line.get(line.line_number, ())))
        for line in lines_in_force(version)
    ]


@dataclass(frozen=True)
class SampleProgress:
    """How far the sample is checked."""

    proposed: int
    checked: int
    covered_percent: Decimal
    checked_percent: Decimal


def sample_progress(lines: list[ReviewedLine]) -> SampleProgress:
    """Numbers and shares of tonnes of the sample."""
    candidates = [Candidate(row.line.line_number, row.line.co2e_t) for row in lines]
    sampled = [row.line.line_number for row in lines if row.sample]
    checked = [row.line.line_number for row in lines if row.sample and row.sample.outcome]
    return SampleProgress(
        proposed=len(sampled),
        checked=len(checked),
        covered_percent=coverage_percent(candidates, sampled),
        checked_percent=coverage_percent(candidates, checked),
    )
