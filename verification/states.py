"""Words of verification: opinions, kinds of findings, and the lives of an engagement and of a finding.

Pure. The report version itself lives by ``reporting.states.REPORT_VERSION``; these two tables only
carry what that one does not: who holds the case, and whose turn a single finding is.
"""

from enum import StrEnum

from mrv.workflow import State, TransitionTable, move

ENTERPRISE, VERIFIER, NOBODY = "enterprise", "verifier", "nobody"


class Opinion(StrEnum):
    """What a verification statement concludes (ISO 14064-3:2019, 9.3)."""

    VERIFIED = "verified"
    WITH_COMMENTS = "verified_with_comments"
    NOT_VERIFIED = "not_verified"
    CONSERVATIVE = "conservative_estimate"


# Opinions on which the authority can decide that the report counts.
DECIDABLE = frozenset({Opinion.VERIFIED, Opinion.WITH_COMMENTS, Opinion.CONSERVATIVE})
# Opinions that have to say why.
NEEDS_JUSTIFICATION = frozenset({Opinion.WITH_COMMENTS, Opinion.NOT_VERIFIED, Opinion.CONSERVATIVE})


class FindingType(StrEnum):
    """What a finding is about; only the first carries tonnes."""

    MISSTATEMENT = "misstatement"
    NON_CONFORMITY = "non_conformity"
    NON_COMPLIANCE = "non_compliance"
    RECOMMENDATION = "recommendation"


class Judgement(StrEnum):
    """What the verifier makes of an answer."""

    CORRECTED = "corrected"
    ACCEPTED = "accepted"
    INSUFFICIENT = "insufficient"


class TeamRole(StrEnum):
    """Part of a member in one engagement."""

    LEAD = "lead"
    VERIFIER = "verifier"
    REVIEWER = "independent_reviewer"


class AssuranceLevel(StrEnum):
    """Depth of the verification (ISO 14064-3:2019, 3.6.5 and 3.6.6)."""

    REASONABLE = "reasonable"
    LIMITED = "limited"


class Outcome(StrEnum):
    """What the authority decides on a statement."""

    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


ENGAGEMENT = TransitionTable(
    noun="engagement",
    initial="open",
    states=(
        State("open", "Open", VERIFIER),
        State("closed", "Closed by the decision", NOBODY, is_final=True),
        State("replaced", "Given to another body", NOBODY, is_final=True),
    ),
    transitions=(
        move("close", sources=["open"], target="closed", permission="report:decide"),
        move("replace", sources=["open"], target="replaced", permission="engagement:assign", needs_reason=True),
    ),
)

FINDING = TransitionTable(
    noun="finding",
    initial="raised",
    states=(
        State("raised", "Raised, not yet sent", VERIFIER),
        State("issued", "To be answered", ENTERPRISE),
        State("answered", "Answered", VERIFIER),
        State("unresolved", "Not resolved", VERIFIER),
        State("closed", "Closed", NOBODY, is_final=True),
        State("dropped", "Dropped before it was sent", NOBODY, is_final=True),
    ),
    transitions=(
        move("issue", sources=["raised", "unresolved"], target="issued", permission="engagement:review"),
        move("answer", sources=["issued", "answered"], target="answered", permission="finding:answer"),
        move("close", sources=["raised", "issued", "answered", "unresolved"], target="closed", permission="finding:raise", needs_reason=True),
        move("leave_unresolved", sources=["raised", "issued", "answered"], target="unresolved", permission="finding:raise", needs_reason=True),
        move("drop", sources=["raised"], target="dropped", permission="finding:raise", needs_reason=True),
    ),
)  # fmt: skip

# A finding in one of these has been dealt with; any other counts as open.
SETTLED = frozenset({"closed", "dropped"})
# States of a version in which the team may work on it.
UNDER_REVIEW = frozenset({"document_review", "site_visit", "re_review"})
