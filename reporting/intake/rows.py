"""One declared row of the activity template (interfaces.md, "Activity template"), as read and not yet checked."""

from msgspec import UNSET, Struct, UnsetType

Month = int | str | UnsetType | None


class ActivityRow(Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """A row as declared. ``quantity`` is the decimal as text; a month that is left out or None means the year.

    A blank ``parameter`` is the activity of the stream; a blank ``facility_code`` is the facility reported on.
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
MAX_ROWS = 100_000
