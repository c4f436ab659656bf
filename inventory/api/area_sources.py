"""Area sources by REST: those in force, and a table of them to check or to record."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from inventory.api.base import jurisdiction_or_404
from inventory.area.table import is_year
from inventory.models import AreaSource
from mrv.core.api.paging import keyset
from mrv.core.api.problems import Problem
from mrv.core.api.views import ApiView
from mrv.core.exports.table import plain

FILTERS = [
    OpenApiParameter("year", str, description="Calendar year"),
    OpenApiParameter("sector", str, description="Code of an inventory sector"),
    OpenApiParameter("district", str, description="GB/T 2260 code"),
    OpenApiParameter("after", str, description="Place of the next page, from the Link header"),
    OpenApiParameter("page_size", int, description="1 to 1000"),
]


class AreaSourceList(ApiView):
    """Area sources in force of a jurisdiction."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": "inventory:read"}

    @extend_schema(operation_id="area_sources_list", parameters=FILTERS, responses=dict)
    def get(self, request: Request, jurisdiction: str) -> Response:
        """One page, newest first; follow ``Link: rel="next"``."""
        found = AreaSource.objects.visible_to(self.actor).current().select_related("sector", "district", "assessment")
        found = found.filter(jurisdiction=jurisdiction_or_404(jurisdiction))
        if year := request.query_params.get("year"):
            found = found.filter(year=_year(year))
        for name in ("sector", "district"):
            if code := request.query_params.get(name):
                found = found.filter(**{f"{name}__code": code.replace("\x00", "")})
        rows, headers = keyset(request, found, fields=("-id",))
        return Response({"results": [as_record(row) for row in rows]}, headers=headers)


def _year(text: str) -> int:
    if not is_year(text):
        raise Problem(400, "bad_parameter", _("year must be four digits, for example 2017."))
    return int(text)


def as_record(source: AreaSource) -> dict[str, Any]:
    """An area source as JSON."""
    return {
        "id": str(source.public_id),
        "code": source.code,
        "year": source.year,
        "version": source.number,
        "sector": source.sector.code,
        "district": source.district.code,
        "scope": source.scope,
        "basis": source.basis,
        "fuel": source.fuel,
        "quantity": None if source.activity_quantity is None else plain(source.activity_quantity),
        "unit": source.activity_unit,
        "method": source.method,
        "factor_sets": source.factor_set_codes,
        "notation_key": source.notation_key,
        "explanation": source.explanation,
        "source": source.source,
        "provenance": source.provenance,
        "proxy": source.proxy,
        "synthetic": source.is_synthetic,
        "co2e_t": plain(source.co2e_t),
        "uncertainty_percent": None if source.known_percent is None else plain(source.known_percent),
        "recorded_at": source.recorded_at,
    }
