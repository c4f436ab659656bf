"""Bring the market's record of a version in line with the version: publish, supersede or withdraw, exactly once."""

from typing import Any

import orjson
from django.db import connection, transaction
from django.utils import timezone

from inventory.registry.figures import verified_figures
from inventory.registry.models import RegistryEvent, VerifiedEmission, WebhookDelivery
from inventory.registry.models.webhook import Webhook
from inventory.registry.records import record_of
from mrv.core.actor import system_actor
from mrv.core.api.formats import plain
from mrv.core.services.jobs import enqueue
from mrv.core.services.record import record
from mrv.core.services.signing import sign
from reporting.models import ReportVersion
from reporting.states import COUNTED

FEED_LOCK = 0x6D727666
KIND = "mrv-verified-emission"
BY = system_actor("registry")


@transaction.atomic
def publish_verified(*, version_id: int) -> bool:
    """Converge; returns whether anything changed. Safe to call any number of times, in any order."""
    version = (
        ReportVersion.objects.select_for_update(of=("self",)).select_related("report__facility").get(pk=version_id)
    )
    known = VerifiedEmission.objects.filter(version=version).first()
    if version.state in COUNTED:
        return known is None and _publish(version)
    return known is not None and _end(known, "withdrawn" if version.state == "withdrawn" else "superseded")


def _publish(version: ReportVersion) -> bool:
    for older in VerifiedEmission.objects.filter(version__report_id=version.report_id, state="valid"):
        _end(older, "superseded")
    now, facility = timezone.now(), version.report.facility
    figures = verified_figures(version)
    verified = VerifiedEmission.objects.create(
        version=version,
        enterprise_id=facility.enterprise_id,
        facility=facility,
        jurisdiction_id=facility.district.parent_id or facility.district_id,
        compliance_year=version.report.compliance_year,
        opinion=_opinion(version),
        gwp_set_code=version.gwp_set_code,
        result_hash=version.result_hash,
        decided_time=now,
        updated_time=now,
        **vars(figures),
    )
    verified.signature = sign(signed_bytes(verified), kind=KIND)
    verified.save(update_fields=["signature"])
    _announce(verified, "valid")
    return True


def signed_bytes(verified: VerifiedEmission) -> bytes:
    """What the signature covers: the record without the fields that may still change."""
    body: dict[str, Any] = record_of(verified)
    for changing in ("state", "updated_at"):
        body.pop(changing)
    return orjson.dumps(body, default=plain, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)


def _end(verified: VerifiedEmission, state: str) -> bool:
    if verified.state != "valid":
        return False
    verified.state, verified.updated_time = state, timezone.now()
    verified.save(update_fields=["state", "updated_time"])
    _announce(verified, state)
    return True


def _announce(verified: VerifiedEmission, state: str) -> None:
    """Append to the feed. The lock makes ids follow the order of commit, so a reader never skips one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FEED_LOCK])
    event = RegistryEvent.objects.create(
        verified_emission=verified, name=f"verified_emission.{state}", happened_time=timezone.now()
    )
    record(
        f"registry:verified_emission:{state}",
        about=verified,
        by=BY,
        organization_id=verified.enterprise_id,
        payload={"event": event.pk, "scope_1_co2e_t": str(verified.scope_1_co2e_t)},
    )
    for webhook in Webhook.objects.filter(is_active=True, client__jurisdiction_id=verified.jurisdiction_id):
        delivery = WebhookDelivery.objects.create(webhook=webhook, event=event)
        enqueue("registry:deliver", subject_id=delivery.pk, by=BY, key=f"registry:deliver:{delivery.pk}")


def _opinion(version: ReportVersion) -> str:
    statement = version.statements.order_by("-pk").first() if hasattr(version, "statements") else None
    return statement.opinion if statement is not None else "verified"
