"""Who asks: a signed-in person (session, with CSRF) or a machine client (OAuth2 client credentials)."""

from typing import Any

from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from mrv.core.actor import PUBLIC, Actor, actor_for_client, actor_of
from mrv.core.models import ApiClient, Membership


class ClientAuthentication(OAuth2Authentication):
    """A bearer token of a registered client. Tokens of persons do not exist: only client credentials do."""

    www_authenticate_realm = "mrv"

    def authenticate(self, request: Request) -> Any:
        found = super().authenticate(request)
        if found is None:
            return None
        _, token = found
        request._request.actor = client_actor(token.application_id)  # type: ignore[attr-defined]
        return found


def client_actor(application_id: int) -> Actor:
    """The actor of a registered OAuth2 application; the public if it was never tied to an organization."""
    client = (
        ApiClient.objects.select_related("organization", "application").filter(application_id=application_id).first()
    )
    if client is None:
        return PUBLIC
    memberships = [Membership(organization=client.organization, role=role) for role in client.roles]
    jurisdictions = frozenset({client.jurisdiction_id} if client.jurisdiction_id else set())
    return actor_for_client(
        client_id=client.application.client_id,
        label=f"client {client.organization.code}",
        memberships=memberships,
        jurisdiction_ids=jurisdictions,
    )


class PersonAuthentication(SessionAuthentication):
    """A session of the portal; unsafe methods need the CSRF token."""

    def authenticate(self, request: Request) -> Any:
        found = super().authenticate(request)
        request._request.actor = actor_of(request._request)  # type: ignore[attr-defined]
        return found
