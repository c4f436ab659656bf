"""What the doors of the inventory share: the jurisdiction, the question, the answer in the format asked for."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from inventory.selectors.places import find_jurisdiction
from inventory.selectors.sources import LIVE, Choice, choose_source
from inventory.selectors.sums import gwp_gaps
from inventory.tables.request import PARAMETERS, RequestRefused, TableRequest, parse_request
from mrv.core.actor import Actor
from mrv.core.api.negotiation import FORMAT
from mrv.core.api.problems import Problem, not_found
from mrv.core.exports.table import ExportTable
from mrv.core.exports.write import FORMATS
from mrv.core.models import District


def jurisdiction_or_404(code: str) -> District:
    """The jurisdiction of an address."""
    found = find_jurisdiction(code)
    if found is None:
        raise not_found()
    return found


def question(request: Request) -> TableRequest:
    """The question in the query; a problem with one pointer per wrong parameter."""
    given: dict[str, str] = {name: str(value) for name, value in request.query_params.items()}
    unknown = sorted(given.keys() - PARAMETERS - {FORMAT})
    errors = [_error(name, "unknown_parameter", ", ".join(sorted(PARAMETERS | {FORMAT}))) for name in unknown]
    if given.get(FORMAT, "json") not in {"json", *FORMATS}:
        errors.append(_error(FORMAT, "bad_parameter", ", ".join(["json", *FORMATS])))
    try:
        asked = parse_request(given, gwp_sets=gwp_gaps())
    except RequestRefused as refusal:
        errors += [
            _error(fault.parameter, "bad_parameter", fault.expected.to(get_language() or ""))
            for fault in refusal.faults
        ]
    if errors:
        raise Problem(400, "bad_parameter", _("The question is not understood."), errors=errors)
    return asked


def _error(name: str, code: str, expected: str) -> dict[str, str]:
    return {"pointer": f"?{name}", "code": code, "detail": _("Expected %(what)s.") % {"what": expected}}


def choice_or_404(jurisdiction: District, year: int, wanted: str, actor: Actor) -> Choice:
    """The cells that answer; 404 when there is no such release."""
    if actor.is_public and wanted == LIVE:
        raise NotAuthenticated
    choice = choose_source(jurisdiction, year, wanted, actor)
    if choice is None:
        raise not_found()
    return choice


def as_saved(response: HttpResponse, request: Request, name: str) -> HttpResponse:
    """The JSON answer; where the address asks for that format, as a link of the downloads does, kept as a file."""
    if FORMAT in request.query_params:
        response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def as_file(table: ExportTable, name: str) -> HttpResponse:
    """A download."""
    kind = FORMATS[name]
    response = HttpResponse(kind.write(table), content_type=kind.media_type)
    response["Content-Disposition"] = f'attachment; filename="{table.name}.{kind.extension}"'
    return response
