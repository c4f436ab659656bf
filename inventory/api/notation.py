"""Notation keys by REST: those of a year; set or take away the key of one sector and scope."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from inventory.api.base import jurisdiction_or_404
from inventory.models import AreaSource, NotationEntry
from inventory.pages.contradictions import ADVICE
from inventory.selectors.contradictions import Contradiction, contradictions_of
from inventory.selectors.notation import notation_entries
from inventory.selectors.sums import live_source
from inventory.services.set_notation import NotationPlace, drop_notation, set_notation
from mrv.core.api.problems import Problem, not_found
from mrv.core.api.views import ApiView, StrictSerializer
from mrv.core.exports.table import plain
from mrv.core.models import Sector


class NotationForm(StrictSerializer):
    """The key and the mandatory explanation."""

    key = serializers.CharField(help_text="NO, NE, IE or C")
    explanation = serializers.CharField(allow_blank=True, help_text="Why there is no number; for IE where it is")


def as_record(entry: NotationEntry) -> dict[str, Any]:
    """A notation key as JSON."""
    return {
        "system": entry.sector.system,
        "sector": entry.sector.code,
        "scope": entry.scope,
        "key": entry.key,
        "explanation": entry.explanation,
        "recorded_at": entry.recorded_at,
    }


def contradiction_record(one: Contradiction) -> dict[str, Any]:
    """A key beside which a number is counted: both, since when, and what to do."""
    return {
        "system": one.sector.system,
        "sector": one.sector.code,
        "district": one.district.code if one.district else None,
        "scope": one.scope,
        "key": one.key,
        "explanation": one.explanation,
        "area_source": one.subject.code if isinstance(one.subject, AreaSource) else None,
        "counted_co2e_t": plain(one.amount_tco2e),
        "counted_lines": one.line_count,
        "since": one.since,
        "next_step": str(ADVICE[one.key]),
    }


class NotationList(ApiView):
    """The notation keys of a jurisdiction and year."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": "inventory:read"}

    @extend_schema(operation_id="notation_keys_list", responses=dict)
    def get(self, request: Request, jurisdiction: str, year: int) -> Response:
        """All of them; a year has a few hundred at most."""
        place = jurisdiction_or_404(jurisdiction)
        found = contradictions_of(live_source(place, [year], self.actor), year)
        entries = [as_record(entry) for entry in notation_entries(place, year)]
        return Response({"results": entries, "contradictions": [contradiction_record(one) for one in found]})


class NotationDetail(ApiView):
    """The key of one sector and scope."""

    permissions: ClassVar[dict[str, str | None]] = {"PUT": "inventory:compile", "DELETE": "inventory:compile"}

    @extend_schema(operation_id="notation_keys_set", request=NotationForm, responses=dict)
    def put(self, request: Request, **place: Any) -> Response:
        """Set it; sending the same again changes nothing but the time of record."""
        form = NotationForm(data=request.data)
        form.is_valid(raise_exception=True)
        entry = set_notation(place=self.place(**place), by=self.actor, **form.validated_data)
        return Response(as_record(entry))

    @extend_schema(operation_id="notation_keys_drop", responses={204: None})
    def delete(self, request: Request, **place: Any) -> HttpResponse:
        """Take it away."""
        meant = self.place(**place)
        entries = notation_entries(meant.jurisdiction, meant.year)
        entry = entries.filter(sector=meant.sector, scope=meant.scope).select_related("jurisdiction", "sector").first()
        if entry is None:
            raise not_found()
        drop_notation(entry=entry, by=self.actor)
        return HttpResponse(status=204)

    def place(self, *, jurisdiction: str, year: int, system: str, code: str, scope: int) -> NotationPlace:
        """What the address means; 404 for an unknown place, 422 for an unknown sector."""
        city = jurisdiction_or_404(jurisdiction)
        sector = Sector.objects.filter(system=system, code=code).first()
        if sector is None:
            errors = [
                {"pointer": "/sector", "code": "unknown", "detail": _("There is no such sector in this system.")}
            ]
            raise Problem(422, "invalid", _("The data is not valid."), errors=errors)
        return NotationPlace(city, year, sector, scope)
