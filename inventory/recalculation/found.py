"""What came of one source: the row of record and the amounts that differ; and how both are stored."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection

from inventory.models import RecalculatedSource
from inventory.recalculation.figures import Shift
from inventory.states import Recomputed
from mrv.accounting.messages import Text
from reporting.calculation.lines import NANO
from reporting.calculation.records import escaped, fixed

MOST_PROBLEMS = 5
COLUMNS = (
    "source_id", "stream_code", "month", "scope", "fuel", "gas", "cause", "before_mass_t", "after_mass_t",
    "before_co2e_t", "after_co2e_t",
)  # fmt: skip
_COPY = f"COPY inventory_recalculatedamount ({', '.join(COLUMNS)}) FROM STDIN"


@dataclass
class Found:
    """One source computed again. ``before`` and ``after`` are totals of scopes 1 and 2, t CO2e."""

    subject: dict[str, Any]
    stored_hash: str
    stored_build: str
    line_count: int
    before: Decimal
    after: Decimal
    result_hash: str
    shifts: Sequence[Shift] = ()
    problems: Sequence[Text] = field(default_factory=list)

    @property
    def status(self) -> Recomputed:
        """Same bytes, same figures, other figures, or none."""
        if self.problems:
            return Recomputed.FAILED
        if self.shifts:
            return Recomputed.CHANGED
        is_same = self.stored_hash and self.stored_hash == self.result_hash
        return Recomputed.IDENTICAL if is_same else Recomputed.SAME_FIGURES

    def row(self, recalculation_id: int, part_id: int) -> RecalculatedSource:
        """The row of record."""
        has_failed = bool(self.problems)
        return RecalculatedSource(
            recalculation_id=recalculation_id,
            part_id=part_id,
            **self.subject,
            status=self.status.value,
            stored_hash=self.stored_hash,
            result_hash="" if has_failed else self.result_hash,
            stored_build=self.stored_build,
            line_count=self.line_count,
            changed_count=0 if has_failed else len({shift.key for shift in self.shifts}),
            before_t=self.before,
            after_t=self.before if has_failed else self.after,
            problems=[{"en": text.en, "zh": text.zh} for text in self.problems[:MOST_PROBLEMS]],
        )


def tonnes(amount: int) -> Decimal:
    """From whole 10^-9 t."""
    return Decimal(amount).scaleb(-NANO)


def store(found: Iterable[Found], *, recalculation_id: int, part_id: int) -> int:
    """Write the rows and, by COPY, the amounts that differ; number of rows. In the caller's transaction."""
    held = list(found)
    rows = RecalculatedSource.objects.bulk_create(
        [one.row(recalculation_id, part_id) for one in held], batch_size=1000
    )
    changed = [
        (row.pk, one.shifts) for row, one in zip(rows, held, strict=True) if row.status == Recomputed.CHANGED.value
    ]
    if changed:
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            for text in _lines(changed):
                copy.write(text)
    return len(rows)


def _lines(changed: Iterable[tuple[int, Sequence[Shift]]]) -> Iterator[str]:
    for source_id, shifts in changed:
        for shift in shifts:
            code, month = shift.key
            amounts = (shift.before.mass, shift.after.mass, shift.before.co2e, shift.after.co2e)
            yield "\t".join((
                str(source_id), escaped(code), "\\N" if month is None else str(month), str(shift.scope),
                escaped(shift.fuel), shift.gas, shift.cause, *map(fixed, amounts),
            )) + "\n"  # fmt: skip
