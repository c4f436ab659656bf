"""Doors of simulations (approach 2) of a report: ask for one, read those kept."""

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.decimals import ExactIntegerField
from mrv.core.api.etag import conditional
from mrv.core.api.idempotency import idempotent
from mrv.core.api.views import StrictSerializer
from mrv.core.models import Job
from reporting.api.base import Permissions, ReportView
from reporting.api.results import VERSION
from reporting.calculation.simulating import DRAWS, KINDS, SEEDS, Settings, new_seed
from reporting.models import Simulation
from reporting.services.request_simulation import request_simulation

COLUMNS = (
    "seed", "draws", "distributions", "engine_build", "known_tco2e", "coverage_percent", "approach_1_percent",
    "mean_tco2e", "deviation_tco2e", "lower_tco2e", "upper_tco2e", "percentiles", "histogram", "simulated_at",
)  # fmt: skip


class SimulationSettings(StrictSerializer):
    """What a simulation is asked to do; without a seed one is chosen."""

    draws = ExactIntegerField(min_value=DRAWS[0], max_value=DRAWS[1], default=10_000)
    seed = ExactIntegerField(min_value=0, max_value=SEEDS - 1, required=False)
    activity = serializers.ChoiceField(choices=KINDS, default="auto")
    factors = serializers.ChoiceField(choices=KINDS, default="auto")


def settings_of(sent: dict[str, Any]) -> Settings:
    """The checked body as settings."""
    return Settings(**{"seed": new_seed(), **sent})


def simulation_record(found: Simulation) -> dict[str, Any]:
    """The public form of a stored simulation."""
    plain = {name: getattr(found, name) for name in COLUMNS}
    return {"id": str(found.public_id), "approach": 2, **plain}


def accepted(job: Job) -> Response:
    """202 with the job."""
    address = f"/api/v1/jobs/{job.public_id}"
    arguments = job.arguments.get("settings", job.arguments)
    return Response({"job": address, "seed": arguments["seed"]}, status=202, headers={"Location": address})


class Simulations(ReportView):
    """Simulations of the result of a report."""

    permissions: ClassVar[Permissions] = {"GET": "report:read", "POST": "report:read"}

    @extend_schema(operation_id="reports_simulations_list", parameters=[VERSION], responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """Those of a version, newest first."""
        held = self.version(public_id).simulations.all()[:100]
        return conditional(request, {"results": [simulation_record(found) for found in held]})

    @extend_schema(
        operation_id="reports_simulate", parameters=[VERSION], request=SimulationSettings, responses={202: dict}
    )
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Simulate a version in the workers; the job says how far it is, then which simulation it made."""
        version = self.version(public_id)
        job = request_simulation(version=version, settings=settings_of(self.sent(SimulationSettings)), by=self.actor)
        return accepted(job)
