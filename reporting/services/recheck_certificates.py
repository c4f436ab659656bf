"""Judge the certificates of a draft by the rule in force: pin it, and take out what it no longer lets serve.

A change of the rule reaches nothing by itself: an allocation keeps the rule it was judged by, also in a corrected
version. This is the explicit act that moves a draft to the rule of today; what was submitted stays as it is.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from mrv.workflow import IllegalTransition
from reporting.models import CertificateAllocation, CertificateRule, ReportVersion
from reporting.selectors.certificates import Recheck, rechecked
from reporting.services.access import require_own
from reporting.services.replace_activity import lock_draft, touch_draft


@transaction.atomic
def recheck_certificates(
    *, version: ReportVersion, rule_id: int | None, by: Actor, at: datetime | None = None
) -> list[Recheck]:
    """What was judged anew. ``rule_id``: the rule looked at (None: none is set); IllegalTransition if another is in
    force now, or unless the version is a draft."""
    require_own(by, "report:edit", version.report.facility)
    locked = lock_draft(version)
    rule = CertificateRule.objects.in_force(version.report.compliance_year)
    if rule.pk != rule_id:
        raise IllegalTransition(_("The rule of certificates changed meanwhile. Load the page again."))
    found = rechecked(locked)
    serving = [one.allocation.pk for one in found if one.serves]
    CertificateAllocation.objects.filter(pk__in=[one.allocation.pk for one in found if not one.serves]).delete()
    CertificateAllocation.objects.filter(pk__in=serving).update(rule=rule if rule.is_set else None)
    if found:
        touch_draft(version)
        record(
            "reporting:certificate:recheck", about=version, by=by, at=at or timezone.now(),
            organization_id=version.report.facility.enterprise_id,
            payload={
                "rule": str(rule) if rule.is_set else "", "kept": len(serving),
                "taken_out": [f"{one.allocation.certificate}: {one.refused}" for one in found if not one.serves],
            },
        )  # fmt: skip
    return found
