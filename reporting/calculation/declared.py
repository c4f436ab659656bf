"""What a version declares, as plain values: its streams and, per stream, the quantities by parameter and month.

A quantity for the whole year beside monthly ones is read by what it is of: of the activity, it is the stated
annual total (checked, never added); of another parameter, it holds for the months that state none of their own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Declared(NamedTuple):
    """One declared quantity as text of a decimal, with where it comes from and its uncertainty (percent, or blank)."""

    quantity: str
    unit: str
    data_source: str
    evidence_ref: str
    row_number: int
    uncertainty: str = ""

    def origin(self) -> str:
        """Data source and evidence for the record."""
        return "; ".join(filter(None, (self.data_source, self.evidence_ref)))


@dataclass(frozen=True, slots=True)
class Stream:
    """A source stream of the plan and what was declared for it: (parameter, month) -> quantity.

    ``determination`` and ``uncertainty`` (percent) are what the plan says of the activity; blank = nothing.
    """

    id: int
    code: str
    method: str
    fuel: str
    scope: int
    activity_parameter: str
    approved_inputs: Mapping[str, Mapping[str, Any]]
    rows: dict[tuple[str, int | None], Declared] = field(default_factory=dict)
    determination: str = ""
    uncertainty: str = ""

    def periods(self) -> Iterator[int | None]:
        """The months with activity, or the year if there are none."""
        months = sorted(m for name, m in self.rows if name == self.activity_parameter and m is not None)
        if months:
            yield from months
        elif (self.activity_parameter, None) in self.rows:
            yield None

    def value(self, parameter: str, month: int | None) -> Declared | None:
        """The quantity of a parameter that holds for a period."""
        return self.rows.get((parameter, month)) or self.rows.get((parameter, None))

    def parameters(self) -> set[str]:
        """What was declared besides the activity."""
        return {name for name, _ in self.rows} - {self.activity_parameter}


def plain(quantity: str) -> str:
    """A decimal text without trailing zeros."""
    return quantity.rstrip("0").rstrip(".") if "." in quantity else quantity
