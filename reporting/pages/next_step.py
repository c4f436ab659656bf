"""What happens next with a report, in words, for the person who looks: one sentence and one button."""

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrv.core.actor import Actor
from reporting.pages.subject import Subject

Text = str | Promise


@dataclass(frozen=True)
class NextStep:
    """The sentence, and where it is done; no address means waiting for somebody else."""

    text: Text
    label: Text = ""
    href: str = ""


WAITING: Mapping[str, Text] = {
    "submitted": gettext_lazy("The platform is computing the emissions. This takes a moment."),
    "computed": gettext_lazy(
        "The authority assigns a verification body next. Until the review starts you can recall."
    ),
    "assigned": gettext_lazy("The verification body starts its review next. Until then you can recall."),
    "document_review": gettext_lazy("The verification body is reviewing the documents."),
    "site_visit": gettext_lazy("The verification body is visiting the site."),
    "enterprise_response": gettext_lazy("The verification body looks at your answers next."),
    "re_review": gettext_lazy("The verification body is looking at your report a second time."),
    "concluded": gettext_lazy("Verification is concluded. The authority decides next."),
    "decided": gettext_lazy("Decided. The emissions count in the city inventory."),
    "released": gettext_lazy("Released in a city inventory."),
    "superseded": gettext_lazy("A later version took its place."),
}

#: The same for those who cannot recall: the reporter, and everybody outside the enterprise.
WITHOUT_RECALL: Mapping[str, Text] = {
    "computed": gettext_lazy("The authority assigns a verification body next."),
    "assigned": gettext_lazy("The verification body starts its review next."),
}

TURN_OF_ENTERPRISE: Mapping[str, Text] = {
    "not_opened": gettext_lazy("Open the report of this year, then fill it in."),
    "draft": gettext_lazy("Fill in the activity data, check the answers, then sign and submit."),
    "check_failed": gettext_lazy("The emissions could not be computed. Correct the data in a new version."),
    "recalled": gettext_lazy("The report was recalled. Correct it in a new version and submit again."),
    "returned": gettext_lazy("The report was returned. Open a corrected version, change what is asked, submit again."),
    "withdrawn": gettext_lazy(
        "The decision was withdrawn and the emissions no longer count. Open a corrected version and submit again."
    ),
    "findings_issued": gettext_lazy("The verification body has findings. Answer each of them."),
}


ASSIGNMENT = gettext_lazy("The authority assigns a verification body; it reviews the report and may have questions.")
RECALL = gettext_lazy("Until the review starts you can recall the report and correct it.")
CONCLUSION = gettext_lazy("When the review is done the verification body concludes, then the authority decides.")
COUNTING = gettext_lazy("Once decided, the emissions count in the city inventory.")
LATER: Mapping[str, Sequence[Text]] = {
    "submitted": (ASSIGNMENT, RECALL),
    "computed": (CONCLUSION,),
    "assigned": (gettext_lazy("It may have questions; you then find them in your task list."), CONCLUSION),
    "document_review": (gettext_lazy("It may have questions; you then find them in your task list."), CONCLUSION),
    "site_visit": (CONCLUSION,),
    "findings_issued": (CONCLUSION,),
    "enterprise_response": (CONCLUSION,),
    "re_review": (CONCLUSION,),
    "concluded": (COUNTING,),
}


def upcoming(state: str) -> list[Text]:
    """What happens next with a submitted version, and what after that."""
    return [TURN_OF_ENTERPRISE.get(state) or WAITING.get(state, ""), *LATER.get(state, ())]


def next_step(subject: Subject, *, is_filled: bool = False, is_checked: bool = False) -> NextStep:
    """The next step as this actor sees it; how far a draft is, its page knows."""
    if subject.state in WAITING:
        told = {} if subject.can_recall else WITHOUT_RECALL
        return NextStep(told.get(subject.state, WAITING[subject.state]), *_door(subject))
    if not subject.is_own:
        return NextStep(_("It is the turn of the enterprise."))
    if subject.state == "draft":
        return _draft_step(subject, is_filled=is_filled, is_checked=is_checked)
    if subject.state == "findings_issued":
        return NextStep(TURN_OF_ENTERPRISE["findings_issued"], _("Answer the findings"), findings_href(subject))
    if subject.can_correct:
        href = reverse("reporting:correct", args=[subject.report.public_id])
        return NextStep(TURN_OF_ENTERPRISE[subject.state], _("Open a corrected version"), href)
    return NextStep(TURN_OF_ENTERPRISE[subject.state])


def _draft_step(subject: Subject, *, is_filled: bool, is_checked: bool) -> NextStep:
    """What a draft needs: data from the reporter, checks, then a signature of the responsible person."""
    at = [subject.report.public_id]
    if is_checked and subject.can_submit:
        return NextStep(
            _("Everything is declared and checked. Sign and submit."),
            _("Sign and submit"),
            reverse("reporting:submit", args=at),
        )
    if is_checked:
        return NextStep(_("Everything is declared and checked. The responsible person signs next."))
    if is_filled:
        return NextStep(
            _("Everything is declared. Check the answers next."),
            _("Check answers"),
            reverse("reporting:checks", args=at),
        )
    if subject.can_edit:
        return NextStep(TURN_OF_ENTERPRISE["draft"], _("Enter activity data"), reverse("reporting:months", args=at))
    return NextStep(_("The reporter is filling in the data. You sign when it is checked."))


# What the authority does next on a page of verification: state -> permission, button, address.
DOORS: Mapping[str, tuple[str, Text, str]] = {
    "computed": ("engagement:assign", gettext_lazy("Assign a verification body"), "verification:assign"),
    "concluded": ("report:decide", gettext_lazy("Decide"), "verification:decide"),
}


def _door(subject: Subject) -> tuple[Text, str]:
    permission, label, name = DOORS.get(subject.state, ("", "", ""))
    if subject.version is None or not subject.actor.may(permission):
        return "", ""
    return label, _elsewhere(name, subject.version.public_id)


def findings_href(subject: Subject) -> str:
    """The page where findings are answered."""
    return _elsewhere("verification:to_answer", subject.report.public_id)


def _elsewhere(name: str, key: uuid.UUID) -> str:
    """An address of a higher app, by name only; blank in an installation without it."""
    with suppress(NoReverseMatch):
        return reverse(name, args=[key])
    return ""


def list_step(state: str, actor: Actor) -> Text:
    """One sentence for a line of the list, where the version itself is not at hand."""
    if state == "draft" and not actor.may("report:edit"):
        return _("The reporter fills in the data. Check the answers, then sign and submit.")
    return TURN_OF_ENTERPRISE.get(state) or WAITING.get(state, "")
