"""The base of every REST door: permission, strict fields, one actor."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from mrv.core.actor import Actor
from mrv.core.api.problems import Problem
from mrv.core.export_slots import RETRY_SECONDS, is_export, refusal, release_with, take


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

    A view does permission, parse, one call, render.
    """

    permissions: ClassVar[dict[str, str | None]] = {}
    permission_classes = ()
    request: Request
    _give_slot: Callable[[], None] | None = None

    @property
    def actor(self) -> Actor:
        """Who asks."""
        actor: Actor = self.request._request.actor  # type: ignore[attr-defined]
        return actor

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Authenticate, check the permission of this method, then the share of exports."""
        super().initial(request, *args, **kwargs)
        permission = self.permissions.get(request.method or "GET", "undeclared:method")
        if permission is not None:
            if self.actor.is_public:
                raise exceptions.NotAuthenticated
            self.actor.require(permission)
        if is_export(request._request):
            self._take_slot()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As the framework does; a slot for an export that was taken is given back whatever happens."""
        try:
            answer = super().dispatch(request, *args, **kwargs)
        except BaseException:
            if self._give_slot is not None:
                self._give_slot()
            raise
        return answer if self._give_slot is None else release_with(answer, self._give_slot)

    def _take_slot(self) -> None:
        self._give_slot = take(self.actor)
        if self._give_slot is None:
            raise Problem(429, "too_many_exports", refusal(), headers={"Retry-After": str(RETRY_SECONDS)})
