"""What the ledger calls the record an act is about, and whoever acted without being a person."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from mrv.core.models import AuditEvent

RECORDS: Mapping[str, str | Promise] = {
    "core.district": pgettext_lazy("record", "District"),
    "core.sector": pgettext_lazy("record", "Sector"),
    "core.fuel": pgettext_lazy("record", "Fuel"),
    "core.gwpset": pgettext_lazy("record", "GWP set"),
    "core.factorset": pgettext_lazy("record", "Factor set"),
    "core.job": pgettext_lazy("record", "Job"),
    "core.person": pgettext_lazy("record", "Person"),
    "core.membership": pgettext_lazy("record", "Membership"),
    "core.organization": pgettext_lazy("record", "Organization"),
    "core.enterprise": pgettext_lazy("record", "Enterprise"),
    "core.facility": pgettext_lazy("record", "Facility"),
    "core.apiclient": pgettext_lazy("record", "Machine client"),
    "reporting.emissionsreport": pgettext_lazy("record", "Report"),
    "reporting.reportversion": pgettext_lazy("record", "Report version"),
    "reporting.monitoringplan": pgettext_lazy("record", "Monitoring plan"),
    "reporting.sourcestream": pgettext_lazy("record", "Source stream"),
    "reporting.activityrecord": pgettext_lazy("record", "Activity record"),
    "reporting.evidence": pgettext_lazy("record", "Evidence"),
    "reporting.importedfile": pgettext_lazy("record", "Uploaded file"),
    "reporting.checkresult": pgettext_lazy("record", "Result of a check"),
    "reporting.certificaterule": pgettext_lazy("record", "Rule of certificates"),
    "reporting.energycertificate": pgettext_lazy("record", "Certificate"),
    "reporting.certificateallocation": pgettext_lazy("record", "Allocation of a certificate"),
    "reporting.submissiondeadline": pgettext_lazy("record", "Deadline"),
    "verification.verificationengagement": pgettext_lazy("record", "Verification case"),
    "verification.engagementmember": pgettext_lazy("record", "Member of the team"),
    "verification.finding": pgettext_lazy("record", "Finding"),
    "verification.sitevisit": pgettext_lazy("record", "Site visit"),
    "verification.reviewsample": pgettext_lazy("record", "Sampled line"),
    "verification.statementdraft": pgettext_lazy("record", "Draft statement"),
    "verification.secondreview": pgettext_lazy("record", "Independent review"),
    "verification.verificationstatement": pgettext_lazy("record", "Verification statement"),
    "verification.decision": pgettext_lazy("record", "Decision"),
    "verification.appeal": pgettext_lazy("record", "Appeal"),
    "inventory.areasource": pgettext_lazy("record", "Area source"),
    "inventory.areaupload": pgettext_lazy("record", "Table of area sources"),
    "inventory.basefigure": pgettext_lazy("record", "Base figure"),
    "inventory.notationentry": pgettext_lazy("record", "Notation key"),
    "inventory.recalculation": pgettext_lazy("record", "Recalculation"),
    "inventory.inventoryrelease": pgettext_lazy("record", "Release of the inventory"),
    "registry.verifiedemission": pgettext_lazy("record", "Verified emission"),
    "registry.webhook": pgettext_lazy("record", "Webhook"),
}

PARTS: Mapping[str, str | Promise] = {
    "calculation": pgettext_lazy("part", "calculation"),
    "import": pgettext_lazy("part", "import of files"),
    "plans": pgettext_lazy("part", "monitoring plans"),
    "verification": pgettext_lazy("part", "verification"),
    "decision": pgettext_lazy("part", "decision"),
    "clock": pgettext_lazy("part", "clock"),
    "inventory": pgettext_lazy("part", "inventory"),
    "recalculation": pgettext_lazy("part", "recalculation"),
    "recalculate": pgettext_lazy("part", "recalculation"),
    "registry": pgettext_lazy("part", "registry"),
    "reference": pgettext_lazy("part", "reference data"),
    "factors": pgettext_lazy("part", "factors"),
    "loader": pgettext_lazy("part", "reference data"),
    "release-check": pgettext_lazy("part", "release of reference data"),
    "operator": pgettext_lazy("part", "operator"),
    "demonstration": pgettext_lazy("part", "demonstration data"),
}


def record_text(object_type: str, object_id: str) -> str:
    """Kind and number of a record; its code when the kind has no words."""
    return f"{RECORDS.get(object_type, object_type)} #{object_id}"


def actor_text(label: str) -> str:
    """The platform and machine clients in words; the label of anybody else as it is."""
    kind, mark, name = label.partition(":" if label.startswith("system:") else " ")
    if mark == ":":
        return _("System (%(part)s)") % {"part": PARTS.get(name, name)}
    return _("External system %(code)s") % {"code": name} if kind == "client" and name else label


def doer_text(event: "AuditEvent") -> str:
    """Who did it, in the language of the reader; a person keeps the own name, whatever it looks like."""
    return event.actor_name if event.occurred_by_id else actor_text(event.actor_name)
