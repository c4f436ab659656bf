"""The rule of certificates changed since they were allocated (GHG Protocol Scope 2 Guidance 2015, ch. 7)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Allocations that the rule in force would refuse."""
    for stream, number in declaration.outdated_certificates:
        yield pointer(stream, None, "certified"), {"stream": stream, "number": number}


CHECK = Check(
    code="certificate_rule",
    severity="warning",
    title=Text("A certificate no longer meets the rule in force", "绿证不再符合现行规则"),
    message=Text(
        "Certificate {number} of stream {stream} was allocated under an earlier rule; the rule in force would refuse it. "
        "Check the certificates of the report against the rule in force, or explain.",
        "源流 {stream} 的绿证 {number} 按较早的规则分配，现行规则不再认可。请按现行规则重新核对本报告的绿证，或作出说明。",
    ),
    find=find,
    explanation=Text(
        "Why the earlier rule applies to this report, and which document says so.",
        "为何本报告适用较早的规则，以及依据的文件。",
    ),
)
