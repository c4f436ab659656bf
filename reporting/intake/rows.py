"""One declared row of the activity template, as read and not yet checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from msgspec import UNSET, Struct, UnsetType

Month = int | str | UnsetType | None


class ActivityRow(Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """A row as declared. ``quantity`` is the decimal as text; a month that is left out or None means the year.

    ``basis`` and ``component`` say what a content refers to (mrv.accounting.rules.conditions).
    ``uncertainty_percent`` is half the 95 % interval, as text. A blank ``parameter`` is the activity of the stream; a blank ``facility_code`` is the facility reported on.
    """

    source_stream: str
    quantity: str
    unit: str
    month: Month = UNSET
    parameter: str | None = None
    facility_code: str | None = None
    data_source: str | None = None
    evidence_ref: str | None = None
    remark: str | None = None
    uncertainty_percent: str | None = None
    basis: str | None = None
    component: str | None = None


COLUMNS = (
    "facility_code",
    "source_stream",
    "month",
    "parameter",
    "quantity",
    "unit",
    "data_source",
    "evidence_ref",
    "remark",
)
# Columns a file may have beside those of the template.
OPTIONAL = ("uncertainty_percent", "basis", "component")
MAX_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class RawColumns:
    """Declared rows as columns, as read: one entry per row in each. Files are read into these directly."""

    facility_codes: Sequence[str | None]
    source_streams: Sequence[str]
    months: Sequence[Month]
    parameters: Sequence[str | None]
    quantities: Sequence[str]
    units: Sequence[str]
    data_sources: Sequence[str | None]
    evidence_refs: Sequence[str | None]
    remarks: Sequence[str | None]
    uncertainties: Sequence[str | None] = ()
    bases: Sequence[str | None] = ()
    components: Sequence[str | None] = ()

    def __len__(self) -> int:
        return len(self.quantities)


_GETTERS = tuple(map(attrgetter, (*COLUMNS, *OPTIONAL)))


def as_columns(rows: Sequence[ActivityRow]) -> RawColumns:
    """Rows as columns."""
    return RawColumns(*(list(map(getter, rows)) for getter in _GETTERS))
