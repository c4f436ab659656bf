"""The frame of a case on every one of its pages: head, tabs, and what can be done next."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.views import PageRequest
from mrv.portal.components import KeyNumber, Tab
from mrv.portal.components.text import Text
from reporting.models import ReportVersion
from reporting.states import REPORT_VERSION
from verification.models import VerificationEngagement
from verification.selectors.conclusion import Standing, standing_of
from verification.selectors.people import team_ids
from verification.states import UNDER_REVIEW, TeamRole


@dataclass(frozen=True)
class Step:
    """Something this person can do now: a page to open, or with ``is_post`` a button to press."""

    label: Text
    href: str
    kind: str = "secondary"
    icon: str = ""
    is_post: bool = False


@dataclass
class Frame:
    """What all pages of a case share."""

    engagement: VerificationEngagement
    version: ReportVersion
    actor: Actor
    standing: Standing
    steps: list[Step] = field(default_factory=list)

    @property
    def role(self) -> str:
        """The part of this person in the team; blank for everybody else."""
        return team_ids(self.engagement).get(self.actor.person_id or 0, "")

    @property
    def is_worker(self) -> bool:
        """Whether this person does the verification work."""
        return self.role in {TeamRole.LEAD.value, TeamRole.VERIFIER.value}

    @property
    def can_work(self) -> bool:
        """Whether review work is possible for this person now."""
        return self.is_worker and self.version.state in UNDER_REVIEW

    @property
    def gauge(self) -> int:
        """Length of the materiality bar, 100 at the threshold, 200 at most."""
        materiality = self.standing.materiality
        share = (materiality.percent or 0) * 100 / materiality.threshold_percent
        return min(200, int(share))

    def numbers(self) -> list[KeyNumber]:
        """The headline of the case."""
        assessed = getattr(self.version, "risk", None)
        materiality = self.standing.materiality
        return [
            KeyNumber(
                _("Computed emissions, scopes 1 and 2"), self.standing.total_tco2e,
                change=assessed.change_percent if assessed else None, change_label=_("against last year"),
            ),
            KeyNumber(_("Risk"), assessed.score if assessed else None, kind="number", note=_("0 low to 100 high")),
            KeyNumber(
                _("Uncorrected misstatements"), materiality.percent, kind="number", unit="%", places=2,
                note=_("material above %(limit)s %%") % {"limit": f"{materiality.threshold_percent.normalize():f}"},
            ),
            KeyNumber(
                _("Open findings"), self.standing.findings.count, kind="number",
                href=address("findings", self.engagement),
            ),
        ]  # fmt: skip


def address(name: str, engagement: VerificationEngagement) -> str:
    """The address of a page of the case."""
    return reverse(f"verification:{name}", args=[engagement.public_id])


def frame_of(
    request: PageRequest, engagement: VerificationEngagement, version: ReportVersion, *, tab: str
) -> dict[str, Any]:
    """The context every page of a case starts from."""
    frame = Frame(engagement, version, request.actor, standing_of(version, engagement))
    frame.steps = steps_of(frame)
    return {"case": frame, "engagement": engagement, "version": version, "tabs": _tabs(frame, tab)}


def _tabs(frame: Frame, current: str) -> list[Tab]:
    engagement, version = frame.engagement, frame.version
    samples = version.samples.count()
    rows: list[tuple[str, Text, int | None]] = [
        ("review", _("Review"), None),
        ("findings", _("Findings"), engagement.findings.exclude(state="dropped").count()),
        ("sample", _("Sampling"), samples),
        ("visit", _("Site visit"), engagement.visits.count()),
        ("statement", _("Statement"), None),
        ("history", _("History"), None),
    ]
    return [Tab(label, address(name, engagement), name == current, count) for name, label, count in rows]


def steps_of(frame: Frame) -> list[Step]:
    """The moves open to this person now, the likeliest first."""
    state, engagement = frame.version.state, frame.engagement
    if engagement.state != "open":
        return []
    steps: list[Step] = []
    if frame.is_worker:
        steps += _worker_steps(frame, state)
    if frame.role == TeamRole.REVIEWER.value and state in UNDER_REVIEW:
        steps.append(Step(_("Independent review"), address("second_review", engagement), "primary", "eye"))
    if state == "concluded" and frame.actor.may("report:decide"):
        href = reverse("verification:decide", args=[frame.version.public_id])
        steps.append(Step(_("Decide"), href, "primary", "stamp"))
    return steps


def _worker_steps(frame: Frame, state: str) -> list[Step]:
    engagement = frame.engagement
    if state == "assigned":
        return [Step(_("Begin the document review"), address("start_review", engagement), "primary", "eye", True)]
    if state == "enterprise_response":
        return [Step(_("Look at the answers"), address("review_again", engagement), "primary", "eye", True)]
    if state not in UNDER_REVIEW:
        return []
    to_send = engagement.findings.filter(state__in=["raised", "unresolved"]).count()
    steps = (
        [Step(_("Send the findings"), address("send_findings", engagement), "primary", "send", True)]
        if to_send
        else []
    )
    steps += [
        Step(
            _("Raise a finding"), address("raise_finding", engagement), "secondary" if to_send else "primary", "plus"
        ),
        Step(_("Prepare the statement"), address("statement", engagement), "secondary", "pencil"),
    ]
    if "site_visit" in {step.target for step in REPORT_VERSION.transitions if state in step.sources}:
        steps.append(
            Step(_("Begin the site visit"), address("start_site_visit", engagement), "quiet", "building", True)
        )
    steps.append(Step(_("Return for correction"), address("return_report", engagement), "quiet", "undo"))
    return steps
