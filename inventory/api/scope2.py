"""GET /inventories/{jurisdiction}/{year}/scope-2: purchased electricity of a city both ways, as JSON or as a file."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from inventory.api.base import as_file, as_saved, choice_or_404, jurisdiction_or_404
from inventory.api.forms import Scope2Form
from inventory.exports.build import table_name
from inventory.exports.scope2 import scope_2_table
from inventory.selectors.market import AMOUNTS, BothWays, CityScope2, scope_2_of
from inventory.selectors.provenance import is_synthetic
from inventory.tables.axes import Axis
from mrv.core.api.etag import conditional
from mrv.core.api.negotiation import FORMAT, FormatIsData
from mrv.core.api.problems import Problem
from mrv.core.api.views import ApiView
from mrv.core.exports.table import plain
from mrv.core.exports.write import FORMATS

PLACES = ("sector", "district", "sector,district", "district,sector")
KINDS = ("json", *FORMATS)
PARAMETERS = [
    OpenApiParameter("release", str, description="live, latest, a release number or identifier"),
    OpenApiParameter("by", str, enum=list(PLACES), description="What the rows are of; default sector"),
    OpenApiParameter(FORMAT, str, enum=list(KINDS)),
]


class Scope2View(ApiView):
    """Released figures are public, with confidential places left out; live ones need the permission to read them."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": None}
    content_negotiation_class = FormatIsData

    @extend_schema(operation_id="inventories_scope_2", parameters=PARAMETERS, responses=Scope2Form)
    def get(self, request: Request, jurisdiction: str, year: int) -> Response | HttpResponse:
        """Both results of the same electricity, side by side; they are never to be added."""
        place = jurisdiction_or_404(jurisdiction)
        by = [Axis(name) for name in _one_of(request, "by", PLACES).split(",")]
        kind = _one_of(request, FORMAT, KINDS)
        choice = choice_or_404(place, year, request.query_params.get("release", ""), self.actor)
        found = scope_2_of(choice, by=by)
        if kind != "json":
            return as_file(scope_2_table(place, year, choice, found, by, is_synthetic=is_synthetic(choice)), kind)
        facts = {
            "jurisdiction": place.code,
            "year": year,
            "release": str(choice.release.public_id) if choice.release else None,
            "synthetic": is_synthetic(choice),
        }
        name = table_name("scope-2", place, year, choice, by)
        return as_saved(conditional(request, facts | body(found, by)), request, name)


def _one_of(request: Request, name: str, known: Sequence[str]) -> str:
    given = request.query_params.get(name, "") or known[0]
    if given not in known:
        error = {
            "pointer": f"?{name}",
            "code": "bad_parameter",
            "detail": _("Expected %(what)s.") % {"what": "; ".join(known)},
        }
        raise Problem(400, "bad_parameter", _("The question is not understood."), errors=[error])
    return given


def body(found: CityScope2, by: Sequence[Axis]) -> dict[str, Any]:
    """Rows and totals; a confidential number is null with notation C."""
    market = found.market_co2e_t
    return {
        "of_record": "location_based",
        "by": [axis.value for axis in by],
        "location_based_co2e_t": plain(found.location_co2e_t),
        "market_based_co2e_t": None if market is None else plain(market),
        "is_partial": found.is_partial,
        "rows": [_row(row, by) for row in found.rows],
    }


def _row(row: BothWays, by: Sequence[Axis]) -> dict[str, Any]:
    names = ("electricity_mwh", "certified_mwh", "location_based_t", "market_based_t")
    amounts = [None if row.is_hidden else plain(getattr(row, name)) for name in AMOUNTS]
    return {
        **{axis.value: getattr(row, axis.value) for axis in by},
        **dict(zip(names, amounts, strict=True)),
        "notation": row.notation,
    }
