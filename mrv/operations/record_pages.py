"""Where a record of the ledger is shown: from the table of its kind to the page that is open to the reader.

Pages are named by their route, so this part knows of no app above it; what is not installed, gone, or
closed to the reader has no link.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import NoReverseMatch, resolve, reverse

from mrv.core.actor import Actor
from mrv.core.models import AuditEvent

#: Kind of record -> route of its page and the columns that make its address, in order.
PAGES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "core.organization": ("operations:enterprise", ("code",)),
    "core.enterprise": ("operations:enterprise", ("code",)),
    "core.facility": ("operations:enterprise", ("enterprise__code",)),
    "core.membership": ("operations:enterprise", ("organization__code",)),
    "core.factorset": ("factors:set_version", ("code", "version")),
    "core.job": ("operations:job", ("public_id",)),
    "reporting.emissionsreport": ("reporting:report", ("public_id",)),
    "reporting.reportversion": ("reporting:version", ("public_id",)),
    "reporting.monitoringplan": ("reporting:plan", ("public_id",)),
    "reporting.evidence": ("reporting:evidence", ("report__public_id",)),
    "reporting.certificateallocation": ("reporting:allocations", ("version__report__public_id",)),
    "verification.verificationengagement": ("verification:review", ("public_id",)),
    "verification.engagementmember": ("verification:review", ("engagement__public_id",)),
    "verification.finding": ("verification:findings", ("engagement__public_id",)),
    "verification.sitevisit": ("verification:visit", ("engagement__public_id",)),
    "verification.reviewsample": ("verification:sample", ("engagement__public_id",)),
    "verification.statementdraft": ("verification:statement", ("engagement__public_id",)),
    "verification.secondreview": ("verification:statement", ("draft__engagement__public_id",)),
    "verification.verificationstatement": ("verification:signed", ("public_id",)),
    "verification.decision": ("verification:signed", ("statement__public_id",)),
    "verification.appeal": ("verification:ruling", ("public_id",)),
    "inventory.areasource": ("inventory:area_source", ("public_id",)),
    "inventory.recalculation": ("inventory:recalculation", ("public_id",)),
    "inventory.inventoryrelease": ("inventory:release", ("public_id",)),
}

#: Only an enterprise that has a facility stands in the register.
LIMITS: Mapping[str, dict[str, object]] = {
    "core.organization": {"kind": "enterprise", "facilities__isnull": False},
    "core.enterprise": {"facilities__isnull": False},
    "core.membership": {"organization__kind": "enterprise"},
}


def links_of(events: Iterable[AuditEvent], actor: Actor) -> dict[tuple[str, str], str]:
    """The address of every record these events are about, by kind and number: one question per kind."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.object_type in PAGES and event.object_id.isdigit():
            wanted[event.object_type].add(event.object_id)
    return {
        (kind, str(number)): href
        for kind, numbers in wanted.items()
        for number, *parts in _addresses(kind, numbers, actor)
        if (href := _open_page(PAGES[kind][0], parts, actor))
    }


def _addresses(kind: str, numbers: set[str], actor: Actor) -> Iterable[tuple[Any, ...]]:
    try:
        model = apps.get_model(kind)
    except LookupError:
        return []
    records: models.QuerySet[Any] = model._default_manager.all()
    if hasattr(records, "visible_to"):
        records = records.visible_to(actor)
    return records.filter(pk__in=numbers, **LIMITS.get(kind, {})).values_list("pk", *PAGES[kind][1])


def _open_page(route: str, parts: list[object], actor: Actor) -> str:
    try:
        href = reverse(route, args=parts)
    except NoReverseMatch:
        return ""
    permission = getattr(resolve(href).func, "permission", None)
    return href if permission is None or actor.may(permission) else ""
