"""Register a machine client: a registry or an enterprise system, with its roles and its jurisdiction."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from oauth2_provider.models import Application

from mrv.core.actor import Actor
from mrv.core.models import ApiClient, District, Organization
from mrv.core.services.record import record
from mrv.roles import OrganizationKind, Role

ROLES = {
    OrganizationKind.REGISTRY: [Role.REGISTRY_CLIENT],
    OrganizationKind.ENTERPRISE: [Role.REPORTER, Role.RESPONSIBLE_PERSON],
}


@transaction.atomic
def register_client(*, organization: Organization, jurisdiction: District | None, by: Actor) -> tuple[ApiClient, str]:
    """The client and its secret, which is shown this once and kept only as a digest."""
    by.require("registry:manage")
    kind = OrganizationKind(organization.kind)
    if kind not in ROLES:
        raise ValidationError({"organization": _("Only registries and enterprises have machine clients.")})
    if kind is OrganizationKind.REGISTRY and jurisdiction is None:
        raise ValidationError({"jurisdiction": _("A registry needs the area whose records it may read.")})
    secret = secrets.token_urlsafe(32)
    application = Application.objects.create(
        name=f"{organization.code} client",
        client_type="confidential",
        authorization_grant_type="client-credentials",
        client_secret=secret,
        hash_client_secret=True,
    )
    client = ApiClient.objects.create(
        application=application,
        organization=organization,
        roles=[role.value for role in ROLES[kind]],
        jurisdiction=jurisdiction,
    )
    record("registry:client:registered", about=client, by=by, organization_id=organization.pk)
    return client, secret
