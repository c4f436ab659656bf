"""Everything behind one emission line: its report, what stands behind each input, the choices of factors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mrv.accounting.errors import AccountingError
from reporting.models import CalculationRun, EmissionLine, MarketResult, SourceStream
from reporting.selectors.explanation import Recomputation, explain_line, recompute_line
from reporting.selectors.market import market_of_line
from reporting.selectors.provenance import Provenance, provenance_of


@dataclass(frozen=True)
class LineTrace:
    """One line with what it rests on; ``explained`` is empty if its method is not part of this build any more."""

    line: EmissionLine
    run: CalculationRun
    stream: SourceStream
    provenance: Mapping[str, Provenance]
    explained: dict[str, Any] = field(default_factory=dict)
    recomputed: Recomputation | None = None
    market: MarketResult | None = None

    @property
    def is_in_force(self) -> bool:
        """Whether the line belongs to the run that counts."""
        return self.run.result_hash == self.line.version.result_hash


def trace(line: EmissionLine) -> LineTrace:
    """Collect the trace of a line: a fixed number of queries."""
    behind = provenance_of(line)
    explained, recomputed = _computed_again(line, behind)
    return LineTrace(
        line=line,
        run=CalculationRun.objects.get(pk=line.run_id),
        stream=SourceStream.objects.get(pk=line.stream_id),
        provenance=behind,
        explained=explained,
        recomputed=recomputed,
        market=market_of_line(line) if line.scope == 2 else None,
    )


def _computed_again(
    line: EmissionLine, behind: Mapping[str, Provenance]
) -> tuple[dict[str, Any], Recomputation | None]:
    try:
        return explain_line(line, behind), recompute_line(line)
    except AccountingError:
        return {}, None
