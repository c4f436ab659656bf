"""Open a corrected version: a draft copy of the rows that points to the version it follows.

What was submitted is never edited. The older version stays as it was; it is superseded when the
new one is decided, not before.
"""

from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from mrv.core.services.transition import ReasonMissing
from mrv.portal.states import look_of
from mrv.words.moves import listed
from mrv.workflow import IllegalTransition
from reporting.models import CertificateAllocation, ReportVersion
from reporting.services.access import require_own
from reporting.states import CORRECTABLE, COUNTED

_COPY_ROWS = """
    INSERT INTO reporting_activityrecord
        (version_id, stream_id, month, parameter, quantity, unit, data_source, evidence_ref, remark, row_number,
         uncertainty_percent, basis, component)
    SELECT %s, stream_id, month, parameter, quantity, unit, data_source, evidence_ref, remark, row_number,
           uncertainty_percent, basis, component
    FROM reporting_activityrecord WHERE version_id = %s
"""


@transaction.atomic
def open_correction(*, version: ReportVersion, by: Actor, reason: str, at: datetime | None = None) -> ReportVersion:
    """The new draft. IllegalTransition if the version cannot be corrected or a draft is open already."""
    require_own(by, "report:correct", version.report.facility)
    if not reason.strip():
        raise ReasonMissing(_("Write why a corrected version is needed, in one or two sentences."))
    locked = ReportVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if locked.state not in CORRECTABLE | COUNTED:
        possible = listed(look_of(state).label for state in sorted(CORRECTABLE | COUNTED))
        raise IllegalTransition(
            _("A report version in state “%(state)s” cannot be corrected; that is possible from: %(possible)s.")
            % {"state": look_of(locked.state).label, "possible": possible}
        )
    return draft_after(locked, by=by, at=at, reason=reason)


def draft_after(version: ReportVersion, *, by: Actor, reason: str, at: datetime | None = None) -> ReportVersion:
    """A draft with the same rows and pins that points to ``version``; the open draft if there is one already."""
    versions = ReportVersion.objects.filter(report_id=version.report_id)
    held = versions.filter(state="draft").first()
    if held is not None:
        message = _("Version %(number)d of this report is a draft already. Go on in it.")
        raise IllegalTransition(message % {"number": held.number})
    newest = versions.order_by("-number").values_list("number", flat=True)[0]
    draft = ReportVersion.objects.create(
        report_id=version.report_id,
        number=newest + 1,
        supersedes=None if hasattr(version, "superseded_by") else version,
        reason=reason.strip(),
        plan_id=version.plan_id,
        factor_set_ids=version.factor_set_ids,
        purpose=version.purpose,
        gwp_set_code=version.gwp_set_code,
        created_by_id=by.person_id,
    )
    with connection.cursor() as cursor:
        cursor.execute(_COPY_ROWS, [draft.pk, version.pk])
    lost = _copy_allocations(version, draft)
    record(
        "reporting:report_version:correct", about=draft, by=by, at=at or timezone.now(), reason=reason,
        organization_id=version.report.facility.enterprise_id,
        payload={"follows": version.pk} | ({"certificates_lost": lost} if lost else {}),
    )  # fmt: skip
    return draft


def _copy_allocations(version: ReportVersion, draft: ReportVersion) -> list[str]:
    """Carry the certificates on; those another report claimed meanwhile are left behind and named."""
    lost = []
    for held in CertificateAllocation.objects.filter(version=version).select_related("certificate"):
        text = str(held.certificate)
        held.pk, held.version, held.public_id = None, draft, uuid4()
        try:
            with transaction.atomic():
                held.save(force_insert=True)
        except IntegrityError:
            lost.append(text)
    return lost
