"""Doors of the register as an enterprise system needs it: facilities, source streams, monitoring plans."""

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.etag import conditional
from mrv.core.api.paging import keyset
from mrv.core.api.problems import not_found
from mrv.core.models import Facility
from reporting.api.base import Permissions, ReportView
from reporting.models import MonitoringPlan, SourceStream

FACILITY_COLUMNS = (
    "id", "public_id", "code", "name_zh", "name_en", "industry_code", "opened_date", "closed_date", "is_synthetic",
    "district__code", "sector__code", "enterprise__code",
)  # fmt: skip
PLAN_COLUMNS = (
    "id", "public_id", "number", "state", "factor_set_codes", "purpose", "gwp_set_code", "valid_from", "valid_to",
    "facility__code",
)  # fmt: skip
STREAM_COLUMNS = (
    "code", "name_zh", "name_en", "method", "fuel", "scope", "unit", "activity_parameter", "measured_parameters",
    "furnace_code", "determination", "uncertainty_percent",
)  # fmt: skip


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    plain = {name.removesuffix("__code"): value for name, value in row.items() if name != "id"}
    plain["id"] = str(plain.pop("public_id"))
    return plain


class Facilities(ReportView):
    """Facilities in scope."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}

    @extend_schema(operation_id="facilities_list", responses=dict)
    def get(self, request: Request) -> Response | HttpResponse:
        """One page in the order of entry."""
        rows, headers = keyset(
            request, Facility.objects.visible_to(self.actor).values(*FACILITY_COLUMNS), fields=("id",)
        )
        return conditional(request, {"results": [_flat(row) for row in rows]}, headers=headers)


class FacilityDetail(ReportView):
    """One facility."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}

    @extend_schema(operation_id="facilities_read", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """The facility."""
        row = Facility.objects.visible_to(self.actor).filter(public_id=public_id).values(*FACILITY_COLUMNS).first()
        if row is None:
            raise not_found()
        return conditional(request, _flat(row))


class SourceStreams(ReportView):
    """Source streams of a facility's plan in force."""

    permissions: ClassVar[Permissions] = {"GET": "plan:read"}

    @extend_schema(operation_id="source_streams_list", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """The streams of the newest approved plan."""
        plans = MonitoringPlan.objects.visible_to(self.actor).filter(facility__public_id=public_id)
        if not Facility.objects.visible_to(self.actor).filter(public_id=public_id).exists():
            raise not_found()
        newest = plans.filter(state="approved").order_by("-number").first()
        streams = SourceStream.objects.filter(plan=newest).order_by("code").values(*STREAM_COLUMNS) if newest else []
        return conditional(request, {"results": list(streams)})


class MonitoringPlans(ReportView):
    """Monitoring plans in scope."""

    permissions: ClassVar[Permissions] = {"GET": "plan:read"}

    @extend_schema(operation_id="monitoring_plans_list", responses=dict)
    def get(self, request: Request) -> Response | HttpResponse:
        """One page in the order of entry."""
        plans = MonitoringPlan.objects.visible_to(self.actor).values(*PLAN_COLUMNS)
        rows, headers = keyset(request, plans, fields=("id",))
        return conditional(request, {"results": [_flat(row) for row in rows]}, headers=headers)


class MonitoringPlanDetail(ReportView):
    """One plan with its streams."""

    permissions: ClassVar[Permissions] = {"GET": "plan:read"}

    @extend_schema(operation_id="monitoring_plans_read", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """The plan and what it says of every stream."""
        row = MonitoringPlan.objects.visible_to(self.actor).filter(public_id=public_id).values(*PLAN_COLUMNS).first()
        if row is None:
            raise not_found()
        streams = SourceStream.objects.filter(plan_id=row["id"]).order_by("code")
        return conditional(
            request, {**_flat(row), "streams": list(streams.values(*STREAM_COLUMNS, "approved_inputs"))}
        )
