"""Everything behind one emission line: its report, the declared row with its evidence, the choices of factors."""

from dataclasses import dataclass, field
from typing import Any

from mrv.accounting.errors import AccountingError
from reporting.models import ActivityRecord, CalculationRun, EmissionLine, Evidence, MarketResult, SourceStream
from reporting.selectors.explanation import Recomputation, explain_line, recompute_line
from reporting.selectors.history import entered_by
from reporting.selectors.market import market_of_line


@dataclass(frozen=True)
class LineTrace:
    """One line with what it rests on; ``explained`` is empty if its method is not part of this build any more."""

    line: EmissionLine
    run: CalculationRun
    stream: SourceStream
    evidence: dict[str, Evidence]
    entered_by: str = ""
    explained: dict[str, Any] = field(default_factory=dict)
    recomputed: Recomputation | None = None
    market: MarketResult | None = None

    @property
    def is_in_force(self) -> bool:
        """Whether the line belongs to the run that counts."""
        return self.run.result_hash == self.line.version.result_hash


def trace(line: EmissionLine) -> LineTrace:
    """Collect the trace of a line: a fixed number of queries."""
    cited = ActivityRecord.objects.filter(version_id=line.version_id, stream_id=line.stream_id).exclude(
        evidence_ref=""
    )
    references = set(cited.order_by().values_list("evidence_ref", flat=True))
    files = Evidence.objects.filter(report_id=line.version.report_id, reference__in=references)
    explained, recomputed = _computed_again(line)
    return LineTrace(
        line=line,
        run=CalculationRun.objects.get(pk=line.run_id),
        stream=SourceStream.objects.get(pk=line.stream_id),
        evidence={one.reference: one for one in files},
        entered_by=entered_by(line.version),
        explained=explained,
        recomputed=recomputed,
        market=market_of_line(line) if line.scope == 2 else None,
    )


def _computed_again(line: EmissionLine) -> tuple[dict[str, Any], Recomputation | None]:
    try:
        return explain_line(line), recompute_line(line)
    except AccountingError:
        return {}, None
