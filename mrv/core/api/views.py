"""The base of every REST door: permission, strict fields, one actor."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from mrv.core.actor import Actor


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses unknown fields: a misspelt or forbidden field is an error, never silently dropped (A23)."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = sorted(set(data) - set(self.fields))
            if unknown:
                known = ", ".join(sorted(self.fields))
                raise serializers.ValidationError(
                    dict.fromkeys(unknown, _("Unknown field. Known fields: %(known)s.") % {"known": known}),
                    code="unknown_field",
                )
        return super().to_internal_value(data)


class ApiView(APIView):
    """A thin door: ``permissions`` maps HTTP methods to ``noun:verb``; None = public.

    A view does permission, parse, one call, render (house.md).
    """

    permissions: ClassVar[dict[str, str | None]] = {}
    permission_classes = ()
    request: Request

    @property
    def actor(self) -> Actor:
        """Who asks."""
        actor: Actor = self.request._request.actor  # type: ignore[attr-defined]
        return actor

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Authenticate, throttle, then check the permission of this method."""
        super().initial(request, *args, **kwargs)
        permission = self.permissions.get(request.method or "GET", "undeclared:method")
        if permission is None:
            return
        if self.actor.is_public:
            raise exceptions.NotAuthenticated
        self.actor.require(permission)
