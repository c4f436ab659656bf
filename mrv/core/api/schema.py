"""How the OpenAPI document describes the two ways of signing in."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class ClientScheme(OpenApiAuthenticationExtension):
    """OAuth2 client credentials, for machines."""

    target_class = "mrv.core.api.authentication.ClientAuthentication"
    name = "client"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        flow = {"tokenUrl": "/api/v1/auth/token", "scopes": {"mrv": "Act for the registered organization"}}
        return {"type": "oauth2", "flows": {"clientCredentials": flow}}


class PersonScheme(OpenApiAuthenticationExtension):
    """The session of the portal, for persons."""

    target_class = "mrv.core.api.authentication.PersonAuthentication"
    name = "person"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
