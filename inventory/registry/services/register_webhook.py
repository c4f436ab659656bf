"""A client asks to be told of events in its scope."""

import secrets

from django.db import transaction

from inventory.registry.models import Webhook
from inventory.registry.outbound import checked_target
from mrv.core.actor import Actor
from mrv.core.models import ApiClient
from mrv.core.services.record import record


@transaction.atomic
def register_webhook(*, url: str, by: Actor) -> Webhook:
    """The webhook with its secret, which is shown this once. AddressRefused for an address inside."""
    checked_target(url)
    client = ApiClient.objects.get(application__client_id=by.client_id)
    webhook, is_new = Webhook.objects.get_or_create(
        client=client, url=url, is_active=True, defaults={"secret": secrets.token_hex(32), "created_by": by.label}
    )
    if is_new:
        record("registry:webhook:registered", about=webhook, by=by, organization_id=client.organization_id)
    return webhook
