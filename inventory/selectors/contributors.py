"""Who stands behind a cell: report versions and area sources, with what each adds to it."""

from dataclasses import dataclass
from decimal import Decimal

from inventory.models import Posting
from inventory.selectors.sums import Source, contributions
from inventory.states import Origin
from inventory.tables.request import TableRequest
from mrv.core.actor import Actor
from reporting.models import EmissionLine

RELATED = (
    "version__report__facility__enterprise", "version__report__facility__district", "area_source__district",
    "area_source__sector", "district", "sector",
)  # fmt: skip


@dataclass(frozen=True)
class Contributor:
    """One posting and what it adds."""

    posting: Posting
    value: Decimal
    line_count: int

    @property
    def is_report(self) -> bool:
        """A facility report; otherwise an area source."""
        return self.posting.origin == Origin.ENTERPRISE


@dataclass(frozen=True)
class Contributors:
    """A page of contributors, and how many there are."""

    shown: list[Contributor]
    count: int
    total: Decimal


def contributors_of(source: Source, request: TableRequest, *, start: int, size: int) -> Contributors:
    """Contributors to what the request asks for, largest first, from position ``start``."""
    found = contributions(source, request)
    window = found[start : start + size]
    postings = Posting.objects.select_related(*RELATED).in_bulk([posting_id for posting_id, *_ in window])
    shown = [Contributor(postings[posting_id], value, lines) for posting_id, value, lines in window]
    return Contributors(shown, len(found), sum((value for _, value, _ in found), Decimal(0)))


def find_posting(pk: int, actor: Actor) -> Posting | None:
    """A posting in the scope of the actor, in force or not."""
    postings = Posting.objects.select_related(*RELATED)
    if not actor.oversees_city:
        postings = postings.filter(district_id__in=actor.district_ids)
    return postings.filter(pk=pk).first()


def lines_behind(posting: Posting, *, fuel: str, scope: str) -> list[EmissionLine]:
    """The lines a posting was made of, narrowed to a fuel and scope."""
    runs = posting.version.runs.filter(result_hash=posting.result_hash) if posting.version else None
    run = runs.order_by("-pk").first() if runs is not None else None
    if run is None:
        return []
    lines = EmissionLine.objects.filter(version_id=posting.version_id, run_id=run.pk).order_by("line_number")
    if fuel:
        lines = lines.filter(fuel="" if fuel == "none" else fuel)
    if scope in ("1", "2", "3"):
        lines = lines.filter(scope=int(scope))
    return list(lines)
