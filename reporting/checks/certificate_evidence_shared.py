"""The same certificate file at two enterprises: at most one of them can have used the electricity."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Certificates whose file others hold byte for byte."""
    for number, count in sorted(declaration.shared_certificates.items()):
        yield pointer("certificates"), {"number": number, "count": count}


CHECK = Check(
    code="certificate_evidence_shared",
    severity="warning",
    title=Text("Another enterprise holds the same certificate file", "其他企业使用同一绿证文件"),
    message=Text(
        "The file of certificate {number} is byte for byte the same as one put forward by {count} other enterprise(s). "
        "A certificate is used once: check its number and owner.",
        "绿证 {number} 的证明文件与其他 {count} 家企业提交的文件完全相同。绿证只能使用一次，请核实编号与持有人。",
    ),
    find=find,
    explanation=Text(
        "Why the file is shared (one settlement sheet of a group or of a trading platform) and which part is yours.",
        "说明文件相同的原因（如集团或交易平台的同一结算单）及本企业所占部分。",
    ),
)
