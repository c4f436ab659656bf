"""Life of a report version: all states, all moves, whose turn it is.

What was submitted is never edited: a failed check, a recall or a return ends the version, and the
enterprise goes on in a new one that points to it.
"""

from mrv.workflow import State, TransitionTable, move

ENTERPRISE, PLATFORM, VERIFIER, AUTHORITY, NOBODY = (
    "enterprise",
    "platform",
    "verifier",
    "authority",
    "nobody",
)

REPORT_VERSION = TransitionTable(
    noun="report_version",
    initial="draft",
    states=(
        State("draft", "Draft", ENTERPRISE),
        State("submitted", "Submitted, being computed", PLATFORM),
        State("check_failed", "Checks failed", ENTERPRISE, is_final=True),
        State("recalled", "Recalled", ENTERPRISE, is_final=True),
        State("computed", "Computed, to be assigned", AUTHORITY),
        State("assigned", "Assigned to a verification body", VERIFIER),
        State("document_review", "Document review", VERIFIER),
        State("site_visit", "Site visit", VERIFIER),
        State("findings_issued", "Findings to answer", ENTERPRISE),
        State("enterprise_response", "Findings answered", VERIFIER),
        State("re_review", "Second look", VERIFIER),
        State("returned", "Returned for correction", ENTERPRISE, is_final=True),
        State("concluded", "Concluded, to be decided", AUTHORITY),
        State("decided", "Decided", NOBODY),
        State("released", "Released in an inventory", NOBODY),
        State("withdrawn", "Withdrawn", ENTERPRISE, is_final=True),
        State("superseded", "Superseded by a later version", NOBODY, is_final=True),
    ),
    transitions=(
        move("submit", sources=["draft"], target="submitted", permission="report:submit"),
        move("complete_calculation", sources=["submitted"], target="computed", permission=None),
        move("fail_checks", sources=["submitted"], target="check_failed", permission=None),
        move("recall", sources=["submitted", "computed", "assigned"], target="recalled", permission="report:recall", needs_reason=True),
        move("assign", sources=["computed"], target="assigned", permission="engagement:assign"),
        move("resume_review", sources=["computed"], target="re_review", permission=None),
        move("start_review", sources=["assigned"], target="document_review", permission="engagement:review"),
        move("start_site_visit", sources=["document_review", "re_review"], target="site_visit", permission="engagement:review"),
        move("issue_findings", sources=["document_review", "site_visit", "re_review"], target="findings_issued", permission="engagement:review"),
        move("respond", sources=["findings_issued"], target="enterprise_response", permission="finding:answer"),
        move("review_again", sources=["enterprise_response"], target="re_review", permission="engagement:review"),
        move("return_for_correction", sources=["document_review", "site_visit", "re_review"], target="returned", permission="engagement:review", needs_reason=True),
        move("conclude", sources=["document_review", "site_visit", "re_review"], target="concluded", permission="engagement:conclude"),
        move("send_back", sources=["concluded"], target="re_review", permission="report:decide", needs_reason=True),
        move("decide", sources=["concluded"], target="decided", permission="report:decide"),
        move("release", sources=["decided"], target="released", permission=None),
        move("withdraw", sources=["decided", "released"], target="withdrawn", permission="report:reopen", needs_reason=True),
        move("supersede", sources=["check_failed", "recalled", "findings_issued", "enterprise_response", "returned", "decided", "released"], target="superseded", permission=None),
    ),
)  # fmt: skip

# A version in one of these counts in the city inventory.
COUNTED = frozenset({"decided", "released"})
# A version in one of these may be followed by a corrected version of the enterprise's own making.
CORRECTABLE = frozenset(
    {"check_failed", "recalled", "findings_issued", "enterprise_response", "returned", "withdrawn"}
)

MONITORING_PLAN = TransitionTable(
    noun="monitoring_plan",
    initial="draft",
    states=(
        State("draft", "Draft", ENTERPRISE),
        State("submitted", "Submitted", AUTHORITY),
        State("approved", "Approved", NOBODY),
        State("superseded", "Superseded", NOBODY, is_final=True),
    ),
    transitions=(
        move("submit", sources=["draft"], target="submitted", permission="plan:edit"),
        move("approve", sources=["submitted"], target="approved", permission="plan:approve"),
        move("return_plan", sources=["submitted"], target="draft", permission="plan:approve", needs_reason=True),
        move("supersede", sources=["approved"], target="superseded", permission=None),
    ),
)

# Means of determination of activity data a plan may state (fixtures/uncertainty/determinations.csv).
DETERMINATIONS = ("meter", "invoice", "stock", "laboratory", "statistics", "estimate", "judgement")
