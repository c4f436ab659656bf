"""Checked columns as text for COPY: one line per row, escaped where needed."""

from collections.abc import Iterator, Sequence
from itertools import islice

from reporting.intake.check_rows import Columns

BLOCK = 5000
NULL = "\\N"
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def copy_blocks(version_id: int, columns: Columns) -> Iterator[str]:
    """Blocks of lines: version, stream, month, parameter, quantity, unit, source, evidence, remark, row number, and, if any row states one of them, uncertainty, basis and component."""
    months = {None: "\\N"} | {month: str(month) for month in range(1, 13)}
    numbers = _with_more(columns) if has_more(columns) else columns.numbers
    rows = zip(
        columns.stream_ids,
        columns.months,
        columns.parameters,
        columns.quantities,
        columns.units,
        escaped(columns.data_sources),
        escaped(columns.evidence_refs),
        escaped(columns.remarks),
        numbers,
        strict=True,
    )
    # Block by block, so that the database works on one while the next is written.
    while block := list(islice(rows, BLOCK)):
        yield "".join(
            [
                f"{version_id}\t{s}\t{months[m]}\t{p}\t{q}\t{u}\t{d}\t{e}\t{r}\t{n}\n"
                for s, m, p, q, u, d, e, r, n in block
            ]
        )


def has_more(columns: Columns) -> bool:
    """Whether any row states what most do not: uncertainty, basis, component."""
    return bool(columns.uncertainties or columns.bases or columns.components)


def _with_more(columns: Columns) -> list[str]:
    """The last column, followed by what few rows state."""
    blank = [""] * len(columns)
    rows = zip(
        columns.numbers,
        columns.uncertainties or blank,
        columns.bases or blank,
        columns.components or blank,
        strict=True,
    )
    return [f"{number}\t{percent or NULL}\t{basis}\t{component}" for number, percent, basis, component in rows]


def escaped(texts: Sequence[str]) -> Sequence[str]:
    """The texts with backslashes, tabs and line breaks escaped."""
    whole = "".join(texts)
    if "\\" not in whole and whole.isprintable():
        return texts
    table = str.maketrans(_ESCAPES)
    return [text.translate(table) for text in texts]
