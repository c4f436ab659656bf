"""Electricity at factor 0 is proved by contract and settlement, certificates or own records (GB/T 32151.34, Annex D)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.carbon_rules import FACTOR, notes
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams of purchased electricity at factor 0 with nothing that proves it."""
    for note in notes(declaration, "green_power_evidence"):
        yield pointer(note.field, None, FACTOR), {"stream": note.field}


CHECK = Check(
    code="green_power_evidence",
    severity="error",
    title=Text("Factor 0 without evidence", "零因子缺少证明"),
    message=Text(
        "Stream {stream} takes the factor 0 without evidence. Name contract and settlement, allocate certificates, or "
        "name the monthly records of own generation (GB/T 32151.34, Annex D).",
        "源流 {stream} 采用零因子但缺少证明。请注明合同及结算凭证、分配绿证，或注明自发自用月度原始记录（GB/T 32151.34，附录 D）。",
    ),
    find=find,
)
