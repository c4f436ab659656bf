"""What a draft would come to if it were submitted now: the same engine and factors, nothing stored."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from reporting.calculation.lines import NANO
from reporting.calculation.whole import compute_whole
from reporting.checks.outcome import Outcome
from reporting.models import ReportVersion

IN_TOTAL = (1, 2)


@dataclass(frozen=True)
class StreamEstimate:
    """One stream: its scope, how many lines, t CO2e."""

    code: str
    scope: int
    line_count: int
    co2e_t: Decimal


@dataclass(frozen=True)
class Estimate:
    """Sums in t CO2e; ``outcomes`` say what could not be computed and is missing in them."""

    total: Decimal = Decimal(0)
    scopes: dict[int, Decimal] = field(default_factory=dict)
    streams: list[StreamEstimate] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


def estimate_of(version: ReportVersion) -> Estimate:
    """The estimate of a version as it stands."""
    _library, computation = compute_whole(version)
    scopes: dict[int, int] = defaultdict(int)
    streams: dict[tuple[int, str], list[int]] = defaultdict(list)
    for line in computation.lines:
        scopes[line.stream.scope] += line.co2e
        streams[line.stream.scope, line.stream.code].append(line.co2e)
    return Estimate(
        total=_tonnes(sum(scopes[scope] for scope in IN_TOTAL)),
        scopes={scope: _tonnes(amount) for scope, amount in sorted(scopes.items())},
        streams=[
            StreamEstimate(code, scope, len(parts), _tonnes(sum(parts)))
            for (scope, code), parts in sorted(streams.items())
        ],
        outcomes=computation.outcomes,
    )


def _tonnes(amount: int) -> Decimal:
    return Decimal(amount).scaleb(-NANO)
