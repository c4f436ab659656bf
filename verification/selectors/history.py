"""The history of a case: every event of the ledger about it, newest first."""

from django.db.models import Q

from mrv.core.models import AuditEvent
from verification.models import VerificationEngagement

SHOWN = 200


def history_of(engagement: VerificationEngagement, *, for_enterprise: bool) -> list[AuditEvent]:
    """Events about the versions of the report, the case, its findings, statements and decisions.

    The enterprise does not see the inner work of the body: findings not yet sent, drafts, samples.
    """
    versions = engagement.report.versions.values_list("pk", flat=True)
    objects = {
        "reporting.reportversion": versions,
        "verification.verificationengagement": [engagement.pk],
        "verification.finding": engagement.findings.values_list("pk", flat=True),
        "verification.statementdraft": engagement.drafts.values_list("pk", flat=True),
        "verification.verificationstatement": engagement.statements.values_list("pk", flat=True),
        "verification.sitevisit": engagement.visits.values_list("pk", flat=True),
    }
    wanted = Q()
    for kind, keys in objects.items():
        wanted |= Q(object_type=kind, object_id__in=[str(key) for key in keys])
    events = AuditEvent.objects.filter(wanted).select_related("occurred_by")
    if for_enterprise:
        events = events.filter(organization_id=engagement.report.facility.enterprise_id)
    return list(events.order_by("-pk")[:SHOWN])
