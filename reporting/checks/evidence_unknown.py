"""Evidence that is named is there: once files are uploaded, references point to them."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """References without a file, in reports that have evidence files at all."""
    if not declaration.evidence:
        return
    for stream in declaration.streams:
        named = {cell.evidence_ref for cell in stream.cells.values() if cell.evidence_ref}
        unknown = sorted(named - declaration.evidence)
        if unknown:
            shown = ", ".join(unknown[:5]) + (" …" if len(unknown) > 5 else "")
            yield pointer(stream.code), {"stream": stream.code, "references": shown}


CHECK = Check(
    code="evidence_unknown",
    severity="info",
    title=Text("Evidence is named but not uploaded", "证明材料未上传"),
    message=Text(
        "Stream {stream} names evidence that is not among the uploaded files: {references}.",
        "源流 {stream} 所列证明材料未上传：{references}。",
    ),
    find=find,
)
