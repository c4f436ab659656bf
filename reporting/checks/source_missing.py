"""Activity says where it comes from: a meter, an invoice, a stock record."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams with activity that names neither data source nor evidence."""
    for stream in declaration.streams:
        parameter = stream.activity_parameter
        cells = [cell for (name, _), cell in stream.cells.items() if name == parameter]
        bare = sum(not (cell.data_source or cell.evidence_ref) for cell in cells)
        if bare:
            yield pointer(stream.code, None, parameter), {"stream": stream.code, "count": bare}


CHECK = Check(
    code="source_missing",
    severity="info",
    title=Text("Activity without a source", "活动数据未注明来源"),
    message=Text(
        "Stream {stream} has {count} rows that name neither data source nor evidence.",
        "源流 {stream} 有 {count} 行未注明数据来源或证明材料。",
    ),
    find=find,
)
