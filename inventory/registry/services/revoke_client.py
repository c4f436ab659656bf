"""Take a machine client's access away at once: its tokens and webhooks go, its record in the ledger stays."""

from django.db import transaction
from oauth2_provider.models import AccessToken

from mrv.core.actor import Actor
from mrv.core.models import ApiClient
from mrv.core.services.record import record


@transaction.atomic
def revoke_client(*, client: ApiClient, by: Actor) -> None:
    """Revoke; the client can get no further token."""
    by.require("registry:manage")
    AccessToken.objects.filter(application=client.application).delete()
    client.webhooks.update(is_active=False)
    client.roles = []
    client.save(update_fields=["roles"])
    record("registry:client:revoked", about=client, by=by, organization_id=client.organization_id)
