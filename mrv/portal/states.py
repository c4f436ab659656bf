"""How each state of a record looks: its words, its tone, its icon and whose turn it is.

The states themselves belong to the apps; this table only says how they are shown, in one place, so
that "waiting" looks the same on every page. Color is never the only sign: each tone has an icon.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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
    "not_started": StateLook(_("Not started"), Tone.QUIET, ENTERPRISE),
    "draft": StateLook(_("Draft"), Tone.QUIET, ENTERPRISE, "pencil"),
    "in_progress": StateLook(_("In progress"), Tone.INFO),
    "submitted": StateLook(_("Submitted"), Tone.INFO, SYSTEM, "send"),
    "computing": StateLook(_("Computing"), Tone.INFO, SYSTEM, "calculator"),
    "computed": StateLook(_("Computed"), Tone.WAIT, REGULATOR),
    "check_failed": StateLook(_("Checks failed"), Tone.BAD, ENTERPRISE),
    "assigned": StateLook(_("Verifier assigned"), Tone.WAIT, VERIFIER),
    "document_review": StateLook(_("Document review"), Tone.INFO, VERIFIER, "eye"),
    "site_visit": StateLook(_("Site visit"), Tone.INFO, VERIFIER, "building"),
    "findings_issued": StateLook(_("Findings issued"), Tone.WAIT, ENTERPRISE),
    "enterprise_response": StateLook(_("Findings answered"), Tone.WAIT, VERIFIER),
    "returned": StateLook(_("Returned"), Tone.BAD, ENTERPRISE, "undo"),
    "re_review": StateLook(_("Second review"), Tone.INFO, VERIFIER, "eye"),
    "concluded": StateLook(_("Verification concluded"), Tone.WAIT, REGULATOR),
    "verified": StateLook(_("Verified"), Tone.GOOD, REGULATOR),
    "verified_with_comments": StateLook(_("Verified with comments"), Tone.GOOD, REGULATOR),
    "not_verified": StateLook(_("Not verified"), Tone.BAD, REGULATOR),
    "conservative_estimate": StateLook(_("Conservative estimate"), Tone.WAIT, REGULATOR),
    "decided": StateLook(_("Decided"), Tone.GOOD, icon="stamp"),
    "approved": StateLook(_("Approved"), Tone.GOOD),
    "rejected": StateLook(_("Rejected"), Tone.BAD),
    "appealed": StateLook(_("Under appeal"), Tone.WAIT, REGULATOR),
    "recalled": StateLook(_("Recalled"), Tone.QUIET, ENTERPRISE, "undo"),
    "reopened": StateLook(_("Reopened"), Tone.WAIT, ENTERPRISE),
    # releases and factor sets
    "proposed": StateLook(_("Proposed"), Tone.WAIT),
    "released": StateLook(_("Released"), Tone.GOOD, icon="stamp"),
    "published": StateLook(_("Published"), Tone.GOOD, icon="stamp"),
    "superseded": StateLook(_("Superseded"), Tone.QUIET, icon="history"),
    "withdrawn": StateLook(_("Withdrawn"), Tone.BAD),
    # jobs
    "queued": StateLook(_("Queued"), Tone.QUIET, SYSTEM, "clock"),
    "running": StateLook(_("Running"), Tone.INFO, SYSTEM),
    "succeeded": StateLook(_("Done"), Tone.GOOD),
    "failed": StateLook(_("Failed"), Tone.BAD),
    "parked": StateLook(_("Parked"), Tone.BAD),
    # findings and tasks
    "open": StateLook(_("Open"), Tone.WAIT),
    "answered": StateLook(_("Answered"), Tone.INFO),
    "closed": StateLook(_("Closed"), Tone.GOOD),
    "complete": StateLook(_("Complete"), Tone.GOOD),
    "cannot_start": StateLook(_("Cannot start yet"), Tone.QUIET, icon="lock"),
    "error": StateLook(_("Error"), Tone.BAD),
    "warning": StateLook(_("Needs an explanation"), Tone.WAIT, icon="alert"),
    "info": StateLook(_("Note"), Tone.INFO, icon="info"),
    "passed": StateLook(_("Passed"), Tone.GOOD),
    "overdue": StateLook(_("Overdue"), Tone.BAD, icon="clock"),
}


def look_of(code: str) -> StateLook:
    """How a state is shown; an unlisted one is shown by its code, quietly."""
    return LOOKS.get(code) or StateLook(code.replace("_", " ").capitalize(), Tone.QUIET)
