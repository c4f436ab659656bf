"""Who asks: a signed-in person (session, with CSRF) or a machine client (OAuth2 client credentials)."""

import hashlib
from typing import Any

from django.db import connection
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from oauth2_provider.models import AccessToken
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from mrv.core.actor import Actor, Grant, actor_for_client, actor_of

# A token is kept as its digest alone; one question tells whose it is and what the client may do (P8, P9).
BEARER = """
    SELECT application.client_id, organization.id, organization.kind, organization.code, client.jurisdiction_id,
           ARRAY(SELECT jsonb_array_elements_text(client.roles)),
           ARRAY(SELECT jsonb_array_elements_text(token.resource))
    FROM oauth2_provider_accesstoken token
    JOIN oauth2_provider_application application ON application.id = token.application_id
    JOIN core_apiclient client ON client.application_id = application.id
    JOIN core_organization organization ON organization.id = client.organization_id
    WHERE token.token_checksum = %s AND token.expires > clock_timestamp()
"""

REFUSED = {
    "error": "invalid_token",
    "error_description": "The access token is unknown, expired, or not for this address. Ask for another.",
}


class ClientAuthentication(OAuth2Authentication):
    """A bearer token of a registered client. Tokens of persons do not exist: only client credentials do."""

    www_authenticate_realm = "mrv"

    def authenticate(self, request: Request) -> tuple[None, Actor] | None:
        """The client as ``request.actor``; None without a bearer token in the header, or with one not in force."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        actor = client_of(token.strip(), request)
        if actor is None:
            request.oauth2_error = REFUSED  # type: ignore[attr-defined]
            return None
        request._request.actor = actor  # type: ignore[attr-defined]
        return None, actor


def client_of(token: str, request: Request) -> Actor | None:
    """The client a token was given to, if it is in force and, where it names addresses (RFC 8707), for this one."""
    with connection.cursor() as cursor:
        cursor.execute(BEARER, [hashlib.sha256(token.encode()).hexdigest()])
        found = cursor.fetchone()
    if found is None:
        return None
    client_id, organization_id, kind, code, jurisdiction_id, roles, addresses = found
    if addresses and not AccessToken(resource=addresses).allows_audience(request.build_absolute_uri(request.path)):
        return None
    grants = [Grant(role, organization_id, kind) for role in roles]
    return actor_for_client(
        client_id=client_id, label=f"client {code}", grants=grants, jurisdiction_id=jurisdiction_id
    )


class PersonAuthentication(SessionAuthentication):
    """A session of the portal; unsafe methods need the CSRF token."""

    def authenticate(self, request: Request) -> Any:
        found = super().authenticate(request)
        request._request.actor = actor_of(request._request)  # type: ignore[attr-defined]
        return found
