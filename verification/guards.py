"""What stands before every act of verification: the case is open, the person is on the team, the digits are the same.

Every act takes the row lock of the report version first and writes after it, so two acts on one case
never interleave; the second finds the state or the digits changed and is refused (catalogue F13).
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import Person
from mrv.core.services.transition import StaleState
from mrv.portal.states import look_of
from reporting.models import EmissionsReport, ReportVersion
from verification.errors import IndependenceRefused, NotOnTheTeam
from verification.independence import Conflict
from verification.models import VerificationEngagement
from verification.selectors.people import team_ids
from verification.states import UNDER_REVIEW, TeamRole
from verification.wording import TEAM_ROLES

WORKERS = frozenset({TeamRole.LEAD.value, TeamRole.VERIFIER.value})
LEAD = frozenset({TeamRole.LEAD.value})
# Versions the enterprise still has, or that ended before anybody looked.
NOT_BEFORE_THE_VERIFIER = frozenset({"draft", "check_failed", "recalled"})
REVIEWER = frozenset({TeamRole.REVIEWER.value})


def locked(version: ReportVersion) -> ReportVersion:
    """The version under its row lock; call inside a transaction."""
    rows = ReportVersion.objects.select_for_update(of=("self",)).select_related("report__facility", "plan")
    return rows.get(pk=version.pk)


def current_version(report: EmissionsReport) -> ReportVersion | None:
    """The version the verifier and the authority deal with: the newest that reached them."""
    return report.versions.exclude(state__in=NOT_BEFORE_THE_VERIFIER).order_by("-number").first()


def locked_current(version: ReportVersion) -> ReportVersion:
    """The version under its row lock; StaleState if a corrected version took its place."""
    row = locked(version)
    current = current_version(row.report)
    if current is not None and current.pk != row.pk:
        raise StaleState(
            _("Version %(old)d was followed by version %(new)d. Go on with that one.")
            % {"old": row.number, "new": current.number}
        )
    return row


def locked_for_review(version: ReportVersion) -> ReportVersion:
    """The version under its row lock, in a state in which the team works on it."""
    row = locked_current(version)
    if row.state not in UNDER_REVIEW:
        raise StaleState(
            _("The report is now “%(state)s”; review work is possible only while it is under review. Reload the page.")
            % {"state": look_of(row.state).label}
        )
    return row


def open_engagement(version: ReportVersion) -> VerificationEngagement:
    """The engagement in which this report is verified now."""
    found = VerificationEngagement.objects.filter(report_id=version.report_id).running().first()
    if found is None:
        raise StaleState(_("No verification is open for this report. The authority has to assign a body first."))
    return found


def require_member(engagement: VerificationEngagement, by: Actor, roles: Iterable[str] = WORKERS) -> None:
    """NotOnTheTeam unless the actor is on the team in one of the roles and still works for the body."""
    if by.is_system:
        return
    role = team_ids(engagement).get(by.person_id or 0)
    if engagement.body_id not in by.body_ids or role not in set(roles):
        raise NotOnTheTeam(
            _("[team] Only the team that the authority put on this engagement may do this. Your part: %(role)s.")
            % {"role": TEAM_ROLES[role] if role else _("none")}
        )


def require_own_enterprise(version: ReportVersion, by: Actor) -> None:
    """Only the enterprise that reports answers for it."""
    if not by.is_system and version.report.facility.enterprise_id not in by.enterprise_ids:
        raise PermissionDenied(_("Only the enterprise of this report may do this."))


def require_same_digits(version: ReportVersion, result_hash: str) -> None:
    """StaleState unless the act names the digits in force (F13, A22)."""
    if not version.result_hash or version.result_hash != result_hash:
        raise StaleState(
            _(
                "The figures were computed anew since you looked: you name result %(named)s, in force is %(now)s. Look again."
            )
            % {"named": result_hash[:12] or "-", "now": version.result_hash[:12] or "-"}
        )


def require_person(by: Actor) -> Person:
    """The natural person behind a signature; neither a machine nor the platform signs."""
    if by.person_id is None:
        raise PermissionDenied(_("This is signed by a person. Sign in with a personal account."))
    return Person.objects.get(pk=by.person_id)


def refuse(conflicts: Iterable[Conflict]) -> None:
    """IndependenceRefused if there is any conflict."""
    found = tuple(conflicts)
    if found:
        raise IndependenceRefused(found)
