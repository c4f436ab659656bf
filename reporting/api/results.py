"""Doors of results: emission lines, checks, the difference between two versions."""

import uuid
from dataclasses import asdict
from typing import ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.etag import conditional
from mrv.core.api.negotiation import FORMAT, FormatIsData
from mrv.core.api.paging import keyset
from mrv.core.api.problems import Problem, not_found
from mrv.core.exports.write import FORMATS
from reporting.api import forms
from reporting.api.base import Permissions, ReportView
from reporting.api.records import LINE_COLUMNS, line_record
from reporting.api.reports import check_error
from reporting.models import CheckResult, EmissionLine, LineAssessment, ReportVersion
from reporting.pages.results_file import as_records, results_file
from reporting.selectors.differences import differences
from reporting.selectors.emissions import lines_in_force
from reporting.selectors.explanation import explain_line
from reporting.selectors.market import market_record, scope_2
from reporting.selectors.uncertainty import as_record, uncertainty_of
from reporting.services.check_version import check_version
from reporting.services.explain_check import explain_check

VERSION = OpenApiParameter("version", int, description="Number of the version; the newest without it")


class EmissionLines(ReportView):
    """Computed lines of a version."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}

    @extend_schema(operation_id="emission_lines_list", parameters=[VERSION], responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """One page in line order."""
        version = self.version(public_id)
        runs = version.runs.filter(result_hash=version.result_hash).values("pk")
        lines = EmissionLine.objects.filter(version=version, run_id__in=runs).values(*LINE_COLUMNS)
        rows, headers = keyset(request, lines, fields=("line_number", "id"))
        later = LineAssessment.objects.in_bulk([row["id"] for row in rows])
        return conditional(
            request, {"results": [line_record(row, later.get(row["id"])) for row in rows]}, headers=headers
        )


class Scope2Results(ReportView):
    """Purchased electricity and heat, location-based and market-based."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}

    @extend_schema(operation_id="scope_2_read", parameters=[VERSION], responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """Both totals, never to be added, and per stream of electricity both results with certificates and factor."""
        found = scope_2(self.version(public_id))
        if found is None:
            return conditional(request, {"location_based_t": None, "market_based_t": None, "results": []})
        body = {
            "location_based_t": found.location_co2e_t,
            "market_based_t": found.market_co2e_t,
            "of_record": "location_based",
            "results": [market_record(one) for one in found.results],
        }
        return conditional(request, body)


class Results(ReportView):
    """The results of a version by stream, as JSON or as a file."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}
    content_negotiation_class = FormatIsData

    @extend_schema(
        operation_id="results_read",
        parameters=[VERSION, OpenApiParameter(FORMAT, str, enum=["json", *FORMATS])],
        responses=dict,
    )
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """One row per stream; scope 2 market-based has a column of its own beside the result of record."""
        kind = request.query_params.get(FORMAT, "json")
        table = results_file(self.version(public_id))
        if kind == "json":
            return conditional(request, {"about": dict(table.facts), "results": as_records(table)})
        if kind not in FORMATS:
            raise Problem(
                400, "bad_parameter", _("Formats are: %(known)s.") % {"known": ", ".join(["json", *FORMATS])}
            )
        form = FORMATS[kind]
        name = f'attachment; filename="{table.name}.{form.extension}"'
        return HttpResponse(form.write(table), content_type=form.media_type, headers={"Content-Disposition": name})


class Uncertainty(ReportView):
    """How uncertain the result is."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}

    @extend_schema(operation_id="reports_uncertainty", parameters=[VERSION], responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """IPCC approach 1 with shared factors correlated: in all, by scope, source stream and gas."""
        found = uncertainty_of(lines_in_force(self.version(public_id)))
        streams = [
            {"scope": scope, "source_stream": code, "co2e_t": one.amount, **as_record(one)}
            for (scope, code), one in sorted(found.streams.items())
        ]
        scopes = [
            {"scope": scope, "co2e_t": one.amount, **as_record(one)} for scope, one in sorted(found.scopes.items())
        ]
        total = {"co2e_t": found.total.amount, **as_record(found.total)}
        gases = [{"gas": gas, "mass_t": one.amount, **as_record(one, unit="t")} for gas, one in found.gases.items()]
        return conditional(request, {"total": total, "scopes": scopes, "streams": streams, "gases": gases})


class CheckResults(ReportView):
    """What the checks say."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}

    @extend_schema(operation_id="check_results_list", parameters=[VERSION], responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """All results of a version; a draft of the own enterprise is checked afresh."""
        version = self.version(public_id)
        is_stale = version.checked_revision != version.draft_revision
        if (
            is_stale
            and version.state == "draft"
            and version.report.facility.enterprise_id in self.actor.enterprise_ids
        ):
            check_version(version=version)
        results = [
            {"id": result.pk, "explanation": result.explanation, **check_error(result)}
            for result in version.check_results.order_by("severity", "code", "pointer")
        ]
        return conditional(request, {"results": results})


class CheckExplanation(ReportView):
    """Explain a warning."""

    permissions: ClassVar[Permissions] = {"PUT": "report:edit"}

    @extend_schema(operation_id="check_results_explain", request=forms.ExplanationForm, responses=dict)
    def put(self, request: Request, public_id: uuid.UUID, pk: int) -> Response:
        """Store the explanation of a warning of the draft."""
        version, sent = self.version(public_id), self.sent(forms.ExplanationForm)
        result = CheckResult.objects.select_related("version__report__facility").filter(version=version, pk=pk).first()
        if result is None:
            raise not_found()
        explained = explain_check(result=result, text=sent["explanation"], by=self.actor)
        return Response({"id": explained.pk, "explanation": explained.explanation})


class Differences(ReportView):
    """What changed between two versions."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}

    @extend_schema(
        operation_id="versions_differences",
        parameters=[OpenApiParameter("from", int), OpenApiParameter("to", int)],
        responses=dict,
    )
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """Rows, uses of certificates and lines that differ, each with both values and the difference; every one, however small."""
        report = self.report(public_id)
        older, newer = (self._numbered(report.pk, request, name) for name in ("from", "to"))
        found = differences(older, newer)
        return conditional(
            request,
            {
                "declared": [asdict(row) for row in found.declared],
                "certificates": [asdict(row) for row in found.certificates],
                "lines": [asdict(row) for row in found.lines],
            },
        )

    def _numbered(self, report_id: int, request: Request, name: str) -> ReportVersion:
        number = request.query_params.get(name, "")
        if not (number.isascii() and number.isdigit() and len(number) < 9):
            raise Problem(400, "bad_filter", _("Name two versions: ?from=1&to=2."))
        visible = ReportVersion.objects.visible_to(self.actor)
        found = visible.filter(report_id=report_id, number=int(number)).first()
        if found is None:
            raise not_found()
        return found


class LineExplanation(ReportView):
    """How one line came about."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}

    @extend_schema(operation_id="emission_lines_explanation", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """Formula with symbols and numbers, inputs with source, factor choice, GWP, rounding; from the stored row alone."""
        line = EmissionLine.objects.visible_to(self.actor).filter(public_id=public_id).first()
        if line is None:
            raise not_found()
        return conditional(request, explain_line(line))
