"""How each state of a record looks: its words, its tone, its icon and whose turn it is.

The states themselves belong to the apps; this table only says how they are shown, in one place, so
that "waiting" looks the same on every page. Color is never the only sign: each tone has an icon.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Tone(StrEnum):
    """The five tones of the platform, plus quiet."""

    QUIET = "quiet"
    INFO = "info"
    WAIT = "wait"
    GOOD = "good"
    BAD = "bad"


TONE_ICONS: Mapping[Tone, str] = {
    Tone.QUIET: "dot",
    Tone.INFO: "progress",
    Tone.WAIT: "clock",
    Tone.GOOD: "check",
    Tone.BAD: "alert",
}

ENTERPRISE = _("Enterprise")
VERIFIER = _("Verification body")
REGULATOR = _("Competent authority")
SYSTEM = _("System")
NOBODY = ""


@dataclass(frozen=True)
class StateLook:
    """Words, tone and turn of one state."""

    label: str | Promise
    tone: Tone
    turn: str | Promise = NOBODY
    icon: str = ""

    @property
    def symbol(self) -> str:
        """The icon: the state's own, else the one of its tone."""
        return self.icon or TONE_ICONS[self.tone]


LOOKS: Mapping[str, StateLook] = {
    # reports and verification
    "not_started": StateLook(pgettext_lazy("state", "Not started"), Tone.QUIET, ENTERPRISE),
    "draft": StateLook(pgettext_lazy("state", "Draft"), Tone.QUIET, ENTERPRISE, "pencil"),
    "in_progress": StateLook(pgettext_lazy("state", "In progress"), Tone.INFO),
    "submitted": StateLook(pgettext_lazy("state", "Submitted"), Tone.INFO, SYSTEM, "send"),
    "computing": StateLook(pgettext_lazy("state", "Computing"), Tone.INFO, SYSTEM, "calculator"),
    "computed": StateLook(pgettext_lazy("state", "Computed"), Tone.WAIT, REGULATOR),
    "check_failed": StateLook(pgettext_lazy("state", "Checks failed"), Tone.BAD, ENTERPRISE),
    "assigned": StateLook(pgettext_lazy("state", "Verifier assigned"), Tone.WAIT, VERIFIER),
    "document_review": StateLook(pgettext_lazy("state", "Document review"), Tone.INFO, VERIFIER, "eye"),
    "site_visit": StateLook(pgettext_lazy("state", "Site visit"), Tone.INFO, VERIFIER, "building"),
    "findings_issued": StateLook(pgettext_lazy("state", "Findings issued"), Tone.WAIT, ENTERPRISE),
    "enterprise_response": StateLook(pgettext_lazy("state", "Findings answered"), Tone.WAIT, VERIFIER),
    "returned": StateLook(pgettext_lazy("state", "Returned"), Tone.BAD, ENTERPRISE, "undo"),
    "re_review": StateLook(pgettext_lazy("state", "Second review"), Tone.INFO, VERIFIER, "eye"),
    "concluded": StateLook(pgettext_lazy("state", "Verification concluded"), Tone.WAIT, REGULATOR),
    "verified": StateLook(pgettext_lazy("state", "Verified"), Tone.GOOD, REGULATOR),
    "verified_with_comments": StateLook(pgettext_lazy("state", "Verified with comments"), Tone.GOOD, REGULATOR),
    "not_verified": StateLook(pgettext_lazy("state", "Not verified"), Tone.BAD, REGULATOR),
    "conservative_estimate": StateLook(pgettext_lazy("state", "Conservative estimate"), Tone.WAIT, REGULATOR),
    "decided": StateLook(pgettext_lazy("state", "Decided"), Tone.GOOD, icon="stamp"),
    "approved": StateLook(pgettext_lazy("state", "Approved"), Tone.GOOD),
    "rejected": StateLook(pgettext_lazy("state", "Rejected"), Tone.BAD),
    "appealed": StateLook(pgettext_lazy("state", "Under appeal"), Tone.WAIT, REGULATOR),
    "recalled": StateLook(pgettext_lazy("state", "Recalled"), Tone.QUIET, ENTERPRISE, "undo"),
    "reopened": StateLook(pgettext_lazy("state", "Reopened"), Tone.WAIT, ENTERPRISE),
    # releases and factor sets
    "proposed": StateLook(pgettext_lazy("state", "Proposed"), Tone.WAIT),
    "released": StateLook(pgettext_lazy("state", "Released"), Tone.GOOD, icon="stamp"),
    "published": StateLook(pgettext_lazy("state", "Published"), Tone.GOOD, icon="stamp"),
    "superseded": StateLook(pgettext_lazy("state", "Superseded"), Tone.QUIET, icon="history"),
    "withdrawn": StateLook(pgettext_lazy("state", "Withdrawn"), Tone.BAD),
    # jobs
    "queued": StateLook(pgettext_lazy("state", "Queued"), Tone.QUIET, SYSTEM, "clock"),
    "running": StateLook(pgettext_lazy("state", "Running"), Tone.INFO, SYSTEM),
    "succeeded": StateLook(pgettext_lazy("state", "Done"), Tone.GOOD),
    "failed": StateLook(pgettext_lazy("state", "Failed"), Tone.BAD),
    "parked": StateLook(pgettext_lazy("state", "Parked"), Tone.BAD),
    # findings and tasks
    "open": StateLook(pgettext_lazy("state", "Open"), Tone.WAIT),
    "answered": StateLook(pgettext_lazy("state", "Answered"), Tone.INFO),
    "closed": StateLook(pgettext_lazy("state", "Closed"), Tone.GOOD),
    "raised": StateLook(pgettext_lazy("state", "Raised, not sent yet"), Tone.QUIET, VERIFIER, "pencil"),
    "issued": StateLook(pgettext_lazy("state", "To be answered"), Tone.WAIT, ENTERPRISE),
    "unresolved": StateLook(pgettext_lazy("state", "Not resolved"), Tone.BAD, VERIFIER),
    "replaced": StateLook(pgettext_lazy("state", "Given to another body"), Tone.QUIET, icon="history"),
    "dropped": StateLook(pgettext_lazy("state", "Dropped"), Tone.QUIET),
    "accepted": StateLook(pgettext_lazy("state", "Accepted"), Tone.GOOD, icon="stamp"),
    "sent_back": StateLook(pgettext_lazy("state", "Sent back"), Tone.WAIT, VERIFIER, "undo"),
    "upheld": StateLook(pgettext_lazy("state", "Upheld"), Tone.GOOD),
    "dismissed": StateLook(pgettext_lazy("state", "Dismissed"), Tone.QUIET),
    "complete": StateLook(pgettext_lazy("state", "Complete"), Tone.GOOD),
    "missing": StateLook(pgettext_lazy("state", "Missing"), Tone.WAIT, icon="alert"),
    "optional": StateLook(pgettext_lazy("state", "Optional"), Tone.QUIET),
    "cannot_start": StateLook(pgettext_lazy("state", "Cannot start yet"), Tone.QUIET, icon="lock"),
    "error": StateLook(pgettext_lazy("state", "Error"), Tone.BAD),
    "warning": StateLook(pgettext_lazy("state", "Needs an explanation"), Tone.WAIT, icon="alert"),
    "info": StateLook(pgettext_lazy("state", "Note"), Tone.INFO, icon="info"),
    "passed": StateLook(pgettext_lazy("state", "Passed"), Tone.GOOD),
    "overdue": StateLook(pgettext_lazy("state", "Overdue"), Tone.BAD, icon="clock"),
}


def look_of(code: str) -> StateLook:
    """How a state is shown; an unlisted one is shown by its code, quietly."""
    return LOOKS.get(code) or StateLook(code.replace("_", " ").capitalize(), Tone.QUIET)
