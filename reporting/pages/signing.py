"""The statement that is signed, and the receipt for it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.portal.components import Fact, Receipt
from mrv.roles import Role
from reporting.models import ReportVersion
from reporting.pages.next_step import upcoming
from reporting.pages.subject import Subject
from reporting.pages.submitter import submitter_of
from reporting.selectors.progress import CheckSummary, StreamProgress

REFERENCE_LENGTH = 12


def statement_facts(subject: Subject, streams: list[StreamProgress], checks: CheckSummary) -> list[Fact]:
    """What the signature covers."""
    version = subject.version
    assert version is not None
    facility = subject.facility
    facts = [
        Fact(_("Enterprise"), facility.enterprise.name, hint=facility.enterprise.uscc or facility.enterprise.code),
        Fact(_("Facility"), facility.name, hint=facility.code),
        Fact(_("Compliance year"), str(subject.report.compliance_year)),
        Fact(_("Version"), version.number, "number"),
        Fact(
            _("Streams declared"),
            _("%(done)d of %(all)d") % {"done": sum(bool(s.rows) for s in streams), "all": len(streams)},
        ),
        Fact(_("Rows declared"), sum(one.rows for one in streams), "number"),
        Fact(_("Warnings explained"), checks.warnings - checks.unexplained, "number"),
        Fact(
            _("Factors"),
            ", ".join(version.plan.factor_set_codes) or "-",
            hint=_("GWP set %(code)s") % {"code": version.gwp_set_code},
        ),
    ]
    return [*facts, Fact(_("Signed by"), subject.actor.name)] if subject.can_submit else facts


def signers(subject: Subject) -> list[str]:
    """The people of the enterprise who may sign, by name."""
    today = timezone.localdate()
    members = subject.facility.enterprise.memberships.filter(
        role=Role.RESPONSIBLE_PERSON.value, valid_from__lte=today, person__is_active=True
    ).select_related("person")
    return [str(member.person) for member in members if member.valid_to is None or member.valid_to >= today]


def reference_of(version: ReportVersion) -> str:
    """The short form of the digest of what was submitted."""
    text = version.content_hash[:REFERENCE_LENGTH].upper()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def submit_receipt(version: ReportVersion) -> Receipt:
    """The receipt of a submission."""
    return Receipt(
        title=_("Report submitted"),
        reference_label=_("Reference"),
        reference=reference_of(version),
        facts=[
            Fact(_("Report"), str(version), href=reverse("reporting:report", args=[version.report.public_id])),
            Fact(_("Submitted"), version.submitted_at, "datetime"),
            Fact(_("Signed by"), submitter_of(version)),
            Fact(
                _("Digest of the content"),
                version.content_hash,
                "code",
                hint=_("SHA-256 of all declared rows; any change would change it."),
            ),
            Fact(_("State"), version.state, "state"),
        ],
        next_steps=upcoming(version.state),
    )
