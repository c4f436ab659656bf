"""The stateless calculator: lines in, emission lines with explanation out; nothing is stored."""

from typing import Any, ClassVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.accounting.catalogue import method as find_method
from mrv.accounting.errors import AccountingError
from mrv.accounting.gwp import GwpSet
from mrv.accounting.methods.result import Result
from mrv.core.api.problems import Problem
from mrv.core.models import GwpSet as StoredGwpSet
from reporting.api import forms
from reporting.api.base import Permissions, ReportView
from reporting.calculation.loading import load_gwp
from reporting.offline.inputs import given_inputs

MAX_LINES = 200


class Calculations(ReportView):
    """What-if calculations."""

    permissions: ClassVar[Permissions] = {"POST": "report:read"}

    @extend_schema(operation_id="calculate", request=forms.CalculationForm, responses=dict)
    def post(self, request: Request) -> Response:
        """Compute up to 200 lines ``{"method", "inputs": {name: {"value", "unit"} or "choice"}}``."""
        sent = self.sent(forms.CalculationForm)
        if len(sent["lines"]) > MAX_LINES:
            raise Problem(422, "too_many_lines", _("At most %(max)d lines at once.") % {"max": MAX_LINES})
        gwp = _gwp(sent["gwp"])
        errors: list[dict[str, Any]] = []
        results = [_line(index, line, gwp, sent["explain"], errors) for index, line in enumerate(sent["lines"])]
        if errors:
            raise Problem(422, "inputs_invalid", _("Some lines cannot be computed."), errors=errors)
        return Response({"gwp": gwp.code, "lines": results})


def _gwp(code: str) -> GwpSet:
    try:
        return load_gwp(code)
    except StoredGwpSet.DoesNotExist:
        known = ", ".join(StoredGwpSet.objects.order_by("code").values_list("code", flat=True))
        title = _("The GWP set %(code)s is not known. Known are: %(known)s.") % {"code": code, "known": known}
        raise Problem(
            422, "gwp_unknown", title, errors=[{"pointer": "/gwp", "code": "unknown", "detail": title}]
        ) from None


def _line(
    index: int, line: dict[str, Any], gwp: GwpSet, explain: bool, errors: list[dict[str, Any]]
) -> dict[str, Any] | None:
    try:
        return _shown(find_method(line["method"]).calculate(given_inputs(line["inputs"]), gwp=gwp), explain)
    except AccountingError as error:
        language = get_language() or "en"
        errors += [
            {"pointer": f"/lines/{index}/{_place(found.field)}", "code": found.code, "detail": found.text(language)}
            for found in error.problems
        ]
        return None


def _place(field: str) -> str:
    return field if field == "method" else f"inputs/{field}"


def _shown(result: Result, explain: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "method": result.method.identifier,
        "masses_t": {gas: f"{mass:f}" for gas, mass in result.masses.items()},
        "co2e_t": f"{result.co2e_t:f}",
        "outputs": {
            name: {"value": f"{found.value:f}", "unit": found.unit.symbol} for name, found in result.outputs.items()
        },
        "rounding": result.method.rounding.identifier,
    }
    return {**shown, "explanation": result.explanation.to_dict()} if explain else shown
