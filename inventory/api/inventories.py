"""GET /inventories/{jurisdiction}/{year}: the cells along any axes, in any view, as JSON or as a file."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from inventory.api.base import as_file, as_saved, choice_or_404, jurisdiction_or_404, question
from inventory.api.forms import InventoryForm
from inventory.exports.build import amount_unit, export_table, table_name
from inventory.selectors.provenance import is_synthetic
from inventory.selectors.sources import Choice, choose_all_years
from inventory.selectors.sums import sums
from inventory.selectors.uncertainty import Uncertainties, open_to, uncertainties
from inventory.states import Gas
from inventory.tables.axes import Axis, Scope, View
from inventory.tables.pivot import Pivot
from inventory.tables.request import TableRequest
from mrv.accounting.uncertainty import Uncertain
from mrv.core.api.etag import conditional
from mrv.core.api.negotiation import FORMAT, FormatIsData
from mrv.core.api.views import ApiView
from mrv.core.exports.table import plain
from mrv.core.models import District
from reporting.selectors.uncertainty import as_record

PARAMETERS = [
    OpenApiParameter("view", str, enum=[v.value for v in View], description="Code system of the sectors"),
    OpenApiParameter("by", str, description="1 to 3 axes, comma separated: " + ", ".join(a.value for a in Axis)),
    OpenApiParameter(
        "gas", str, enum=["CO2e", *(g.value for g in Gas)], description="One gas by mass, or all in CO2e"
    ),
    OpenApiParameter("scope", str, enum=[s.value for s in Scope], description="Default 1; scopes are never added"),
    OpenApiParameter("gwp", str, description="GWP set to express CO2e in; default: as reported"),
    OpenApiParameter("release", str, description="live, latest, a release number or identifier"),
    OpenApiParameter("sector", str, description="Only this sector of the view"),
    OpenApiParameter("district", str, description="Only this district (GB/T 2260)"),
    OpenApiParameter("fuel", str, description="Only this fuel code; none = not from a fuel"),
    OpenApiParameter(FORMAT, str, enum=["json", "csv", "xlsx", "parquet"]),
]


class InventoryView(ApiView):
    """Released inventories are public; live cells need the permission to read them."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": None}
    content_negotiation_class = FormatIsData

    @extend_schema(operation_id="inventories_read", parameters=PARAMETERS, responses=InventoryForm)
    def get(self, request: Request, jurisdiction: str, year: int) -> Response | HttpResponse:
        """Sums along the axes, with totals that are the sums of what is shown."""
        place = jurisdiction_or_404(jurisdiction)
        asked = question(request)
        choice = choice_or_404(place, year, asked.release, self.actor)
        source = choose_all_years(place, choice, self.actor) if Axis.YEAR in asked.by else choice.source
        pivot = sums(source, asked)
        spread = uncertainties(source, asked)
        kind = request.query_params.get(FORMAT, "json")
        if kind != "json":
            table = export_table(place, year, asked, choice, pivot, is_synthetic=is_synthetic(choice), spread=spread)
            return as_file(table, kind)
        name = table_name("inventory", place, year, choice, asked.by)
        return as_saved(conditional(request, body(place, year, asked, choice, pivot, spread)), request, name)


def body(
    place: District, year: int, asked: TableRequest, choice: Choice, pivot: Pivot, spread: Uncertainties
) -> dict[str, Any]:
    """The JSON answer; a hidden value is null with notation C."""
    release = choice.release
    return {
        "jurisdiction": place.code,
        "year": year,
        "release": {"id": str(release.public_id), "number": release.number} if release else None,
        "view": asked.view.value,
        "by": [axis.value for axis in asked.by],
        "gas": asked.gas.value if asked.gas else "CO2e",
        "scope": asked.scope.value,
        "gwp": asked.gwp or None,
        "unit": asked.unit,
        "synthetic": is_synthetic(choice),
        "rows": [_row(pivot, key, spread, asked) for key in sorted(pivot.sums)],
        "totals": {axis: _totals(pivot, axis) for axis in pivot.axes} if asked.adds_up else {},
        "total": plain(pivot.total.value) if asked.adds_up else None,
        "is_partial": pivot.total.is_partial,
        "uncertainty": _uncertainty(open_to(pivot.total, spread.total if asked.adds_up else None), asked),
        "uncertainty_totals": _uncertainty_totals(pivot, spread, asked) if asked.adds_up else {},
    }


def _uncertainty(found: Uncertain | None, asked: TableRequest) -> dict[str, Any] | None:
    return as_record(found, unit=amount_unit(asked)) if found is not None else None


def _uncertainty_totals(pivot: Pivot, spread: Uncertainties, asked: TableRequest) -> dict[str, dict[str, Any]]:
    """Per axis and key; facts that lines share meet again in every total."""
    found: dict[str, dict[str, Any]] = {}
    for axis in pivot.axes:
        along, totals = spread.along(axis), pivot.along(axis)
        found[axis] = {
            key[0]: _uncertainty(open_to(totals.sums[key], along.get(key)), asked) for key in sorted(totals.sums)
        }
    return found


def _row(pivot: Pivot, key: tuple[str, ...], spread: Uncertainties, asked: TableRequest) -> dict[str, Any]:
    found = pivot.sums[key]
    value = None if found.is_hidden else plain(found.value)
    notation = "C" if found.hidden else ""
    return {
        **dict(zip(pivot.axes, key, strict=True)),
        "value": value,
        "lines": found.line_count,
        "notation": notation,
        "uncertainty": _uncertainty(open_to(found, spread.get(key)), asked),
    }


def _totals(pivot: Pivot, axis: str) -> dict[str, str]:
    return {key[0]: plain(found.value) for key, found in sorted(pivot.along(axis).sums.items())}
