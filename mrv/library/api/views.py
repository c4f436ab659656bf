"""Public, read-only: GET /factor-sets, /factor-sets/{code}, /factors as pages of JSON or as csv, /gwp-sets."""

import csv
from collections.abc import Iterable, Iterator
from typing import ClassVar

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.etag import conditional
from mrv.core.api.negotiation import FORMAT, FormatIsData
from mrv.core.api.paging import keyset
from mrv.core.api.problems import not_found
from mrv.core.api.views import ApiView
from mrv.core.models import EmissionFactor, FactorSet, GwpSet
from mrv.library.api.forms import FACTOR_PARAMETERS, SET_PARAMETERS, FactorForm, FactorSetForm, GwpSetForm
from mrv.library.api.questions import (
    SET_FILTERS,
    SET_STATES,
    factor_question,
    given_parameters,
    refused,
    sorting,
    year_of,
)
from mrv.library.api.records import csv_lines, factor_record, listed_names, set_record
from mrv.library.selectors.search import Question, find_factors
from mrv.library.selectors.sets import find_set

BOM = "\ufeff"
CHUNK = 1000


class FactorSetList(ApiView):
    """Released and superseded versions of all sets."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": None}

    @extend_schema(operation_id="factor_sets_list", parameters=SET_PARAMETERS, responses=FactorSetForm(many=True))
    def get(self, request: Request) -> Response | HttpResponse:
        """One page; follow ``Link: rel="next"``."""
        given = given_parameters(request, SET_FILTERS)
        state = given.pop("state", "released")
        if state not in SET_STATES:
            raise refused("state", ", ".join(sorted(SET_STATES)))
        found = FactorSet.objects.released().filter(state=state)
        if year := year_of(given.pop("year", "")):
            found = found.exclude(valid_from__year__gt=year).exclude(valid_to__year__lt=year)
        found = found.filter(**given).select_related("proposed_by", "released_by", "supersedes")
        rows, headers = keyset(request, found, fields=("code", "version"))
        return conditional(request, {"results": [set_record(row) for row in rows]}, headers=headers)


class FactorSetDetail(ApiView):
    """One set."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": None}

    @extend_schema(operation_id="factor_sets_read", responses=FactorSetForm)
    def get(self, request: Request, code: str) -> Response | HttpResponse:
        """The version in force (or ``CODE@VERSION``), with all versions that were ever released."""
        found = find_set(code, self.actor)
        if found is None:
            raise not_found()
        versions = FactorSet.objects.released().filter(code=found.code).order_by("-version")
        body = set_record(found)
        body["factor_count"] = found.factors.count()
        body["versions"] = list(versions.values("version", "state", "content_hash", "released_at"))
        return conditional(request, body)


class FactorList(ApiView):
    """Factors of released sets."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": None}
    content_negotiation_class = FormatIsData

    @extend_schema(operation_id="factors_list", parameters=FACTOR_PARAMETERS, responses=FactorForm(many=True))
    def get(self, request: Request) -> Response | HttpResponseBase:
        """One page of JSON, or every row that fits with ``format=csv``."""
        question, order = factor_question(request, self.actor), sorting(request)
        kind = request.query_params.get(FORMAT, "json")
        if kind not in {"json", "csv"}:
            raise refused(FORMAT, "json, csv")
        found = find_factors(question, self.actor)
        if kind == "csv":
            return as_csv(found.order_by(*order).iterator(chunk_size=CHUNK), question)
        rows, headers = keyset(request, found, fields=order)
        names = listed_names()
        return conditional(request, {"results": [factor_record(row, names) for row in rows]}, headers=headers)


class GwpSetList(ApiView):
    """Warming potentials."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": None}

    @extend_schema(operation_id="gwp_sets_list", responses=GwpSetForm(many=True))
    def get(self, request: Request) -> Response | HttpResponse:
        """Every set with its values, kg CO2e per kg over 100 years."""
        sets = GwpSet.objects.prefetch_related("values").order_by("pk")
        rows = [
            {
                "code": found.code,
                "title": found.title,
                "source": found.source,
                "values": {value.gas: value.value for value in sorted(found.values.all(), key=lambda v: v.gas)},
            }
            for found in sets
        ]
        return conditional(request, {"results": rows})


class _Echo:
    """A file that hands back what the csv writer makes."""

    def write(self, text: str) -> str:
        return text


def as_csv(factors: Iterable[EmissionFactor], question: Question) -> StreamingHttpResponse:
    """A download that streams; UTF-8 with BOM, so that spreadsheet programs read Chinese."""

    def lines() -> Iterator[str]:
        yield BOM
        writer = csv.writer(_Echo(), lineterminator="\r\n")
        for cells in csv_lines(factors, listed_names()):
            yield str(writer.writerow(cells))

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    named = FactorSet.objects.filter(pk=question.factor_set).first() if question.factor_set else None
    name = f"{named.code}-v{named.version}" if named else "factors"
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
