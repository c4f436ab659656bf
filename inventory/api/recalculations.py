"""Recalculations by REST: order, progress, resume, and the tables of the difference report."""

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from inventory.api.base import jurisdiction_or_404
from inventory.exports.recalculation import TABLES, WRITERS, report_table
from inventory.models import Recalculation
from inventory.selectors.recalculation import lines_of, progress_of, shifts_by, totals
from inventory.services.resume_recalculation import resume_recalculation
from inventory.services.start_recalculation import RecalculationRefused, start_recalculation
from inventory.states import FactorChoice
from mrv.core.api.decimals import ExactIntegerField
from mrv.core.api.idempotency import idempotent
from mrv.core.api.negotiation import FORMAT, FormatIsData
from mrv.core.api.paging import keyset
from mrv.core.api.problems import Problem, not_found
from mrv.core.api.views import ApiView, StrictSerializer
from mrv.core.exports.table import plain

RELATED = ("jurisdiction", "factor_set", "job")
MOST_LINES = 300_000
Permissions = dict[str, str | None]


class OrderForm(StrictSerializer):
    """What to compute again."""

    jurisdiction = serializers.CharField(help_text="GB/T 2260 code of the city")
    year = ExactIntegerField(min_value=1990, max_value=2100)
    sets = serializers.ChoiceField(choices=[FactorChoice.PINNED.value, FactorChoice.NEWER.value], default="pinned")


class RecalculationView(ApiView):
    """Common to all: whoever may recalculate sees every recalculation."""

    content_negotiation_class = FormatIsData

    def find(self, public_id: uuid.UUID) -> Recalculation:
        """404 when there is none."""
        found = Recalculation.objects.visible_to(self.actor).select_related(*RELATED)
        return get_object_or_404(found, public_id=public_id)


class RecalculationList(RecalculationView):
    """The orders."""

    permissions: ClassVar[Permissions] = {"GET": "inventory:recalculate", "POST": "inventory:recalculate"}

    @extend_schema(operation_id="recalculations_list", responses=dict)
    def get(self, request: Request) -> Response:
        """One page, newest first; follow ``Link: rel="next"``."""
        found = Recalculation.objects.visible_to(self.actor).select_related(*RELATED)
        rows, headers = keyset(request, found, fields=("-id",))
        return Response({"results": [as_record(row) for row in rows]}, headers=headers)

    @extend_schema(operation_id="recalculations_start", request=OrderForm, responses={202: dict})
    @idempotent
    def post(self, request: Request) -> Response:
        """Compute a city and year again, beside what is stored. 409 while one is under way."""
        sent = OrderForm(data=request.data)
        sent.is_valid(raise_exception=True)
        asked = sent.validated_data
        place = jurisdiction_or_404(asked["jurisdiction"])
        try:
            order = start_recalculation(
                jurisdiction=place, year=asked["year"], sets=FactorChoice(asked["sets"]), by=self.actor
            )
        except RecalculationRefused as refusal:
            raise Problem(409, "recalculation_under_way", _("There is one under way."), str(refusal)) from refusal
        return Response(as_record(order), status=202)


class RecalculationDetail(RecalculationView):
    """One order."""

    permissions: ClassVar[Permissions] = {"GET": "inventory:recalculate"}

    @extend_schema(operation_id="recalculations_read", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response:
        """Progress and, when it is over, totals, causes, gases and digests."""
        order = self.find(public_id)
        found = totals(order.sources.all())
        shown = {name: plain(value) if name in {"before", "after"} else value for name, value in found.items()}
        shifts = {
            name: [{"code": code, "amounts": n, "difference_t": plain(t)} for code, n, t in shifts_by(order, name)]
            for name in ("cause", "gas")
        }
        return Response({**as_record(order), "totals": shown, "by": shifts})


class RecalculationResume(RecalculationView):
    """Put failed parts back."""

    permissions: ClassVar[Permissions] = {"POST": "inventory:recalculate"}

    @extend_schema(operation_id="recalculations_resume", request=None, responses=dict)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """What is computed stays computed."""
        order = self.find(public_id)
        return Response({"requeued": resume_recalculation(recalculation=order, by=self.actor)}, status=202)


class RecalculationTable(RecalculationView):
    """A table of the report."""

    permissions: ClassVar[Permissions] = {"GET": "inventory:recalculate"}

    @extend_schema(
        operation_id="recalculations_table",
        parameters=[OpenApiParameter(FORMAT, str, enum=list(WRITERS), description="Default: json")],
        responses=dict,
    )
    def get(self, request: Request, public_id: uuid.UUID, name: str) -> HttpResponse:
        """``summary``, ``sources`` or ``lines``."""
        made = report_file(self.find(public_id), name, request.query_params.get(FORMAT, "json"))
        if made is None:
            raise not_found()
        return made


def report_file(order: Recalculation, name: str, kind: str) -> HttpResponse | None:
    """A table of the report as a file; None for an unknown table or format, Problem 413 where it is too long."""
    if name not in TABLES or kind not in WRITERS:
        return None
    if name == "lines" and lines_of(order.sources.all()).count() > MOST_LINES:
        title = _("More than %(most)s amounts differ: too many for one answer.") % {"most": f"{MOST_LINES:,}"}
        told = f"manage.py recalculate --resume {order.public_id} --lines lines.csv"
        raise Problem(
            413, "too_many_lines", title, _("Read them by source, or write them with: %(how)s") % {"how": told}
        )
    table, writer = report_table(order, name), WRITERS[kind]
    made = HttpResponse(writer.write(table), content_type=writer.media_type)
    made["Content-Disposition"] = f'attachment; filename="{table.name}.{writer.extension}"'
    return made


def as_record(order: Recalculation) -> dict[str, Any]:
    """An order as JSON."""
    progress = progress_of(order)
    is_closed = order.finished_time is not None
    return {
        "id": str(order.public_id),
        "jurisdiction": order.jurisdiction.code if order.jurisdiction else None,
        "year": order.year,
        "sets": order.sets,
        "factor_set": str(order.factor_set) if order.factor_set else None,
        "state": progress.state,
        "error": order.job.error_text,
        "parts": progress.parts,
        "parts_done": progress.parts_over - progress.parts_failed,
        "parts_failed": progress.parts_failed,
        "lines": progress.lines,
        "lines_done": progress.lines_done,
        "engine_build": order.engine_build,
        "stored_digest": order.stored_digest,
        "result_digest": order.result_digest,
        "identical": order.stored_digest == order.result_digest if is_closed else None,
        "started_at": order.started_at,
        "finished_at": order.finished_time,
    }
