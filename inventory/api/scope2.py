"""GET /inventories/{jurisdiction}/{year}/scope-2: purchased electricity of a city both ways."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from inventory.api.base import choice_or_404, jurisdiction_or_404
from inventory.exports.table import plain
from inventory.selectors.market import BothWays, both_ways
from inventory.selectors.provenance import is_synthetic
from inventory.selectors.sources import LATEST, LIVE
from mrv.core.api.etag import conditional
from mrv.core.api.views import ApiView

RELEASE = OpenApiParameter("release", str, description="live, latest, a release number or identifier")


class Scope2View(ApiView):
    """Officials; published figures stand on the dashboard, where few enterprises are not told apart."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": "inventory:read"}

    @extend_schema(operation_id="inventories_scope_2", parameters=[RELEASE], responses=dict)
    def get(self, request: Request, jurisdiction: str, year: int) -> Response | HttpResponse:
        """By inventory sector both results of the same electricity; they are never to be added."""
        place = jurisdiction_or_404(jurisdiction)
        choice = choice_or_404(place, year, request.query_params.get("release", LIVE) or LATEST, self.actor)
        body = {
            "jurisdiction": place.code,
            "year": year,
            "release": str(choice.release.public_id) if choice.release else None,
            "of_record": "location_based",
            "synthetic": is_synthetic(choice),
            "rows": [_row(one) for one in both_ways(choice.source)],
        }
        return conditional(request, body)


def _row(one: BothWays) -> dict[str, Any]:
    return {
        "sector": one.sector,
        "electricity_mwh": plain(one.electricity_mwh),
        "certified_mwh": plain(one.certified_mwh),
        "location_based_t": plain(one.location_co2_t),
        "market_based_t": plain(one.market_co2_t),
    }
