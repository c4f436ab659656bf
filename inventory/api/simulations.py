"""Doors of simulations (approach 2) of the city, a sector or a district of a year."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from inventory.api.base import choice_or_404, jurisdiction_or_404, question
from inventory.api.inventories import PARAMETERS
from inventory.models import CitySimulation
from inventory.selectors.simulations import simulations_of
from inventory.services.request_city_simulation import request_city_simulation
from inventory.states import Gas
from inventory.tables.city_question import CityQuestion
from inventory.tables.request import TableRequest
from mrv.core.api.etag import conditional
from mrv.core.api.idempotency import idempotent
from mrv.core.api.views import ApiView
from reporting.api.simulations import SimulationSettings, accepted, settings_of, simulation_record

NAMES = {"view", "scope", "sector", "district", "fuel", "gas", "gwp", "release"}
ASKED = [found for found in PARAMETERS if found.name in NAMES]


class CitySimulations(ApiView):
    """Simulations of what a question asks for; the question is in the address, as for the inventory itself."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": "inventory:read", "POST": "inventory:read"}

    @extend_schema(operation_id="inventories_simulations_list", parameters=ASKED, responses=dict)
    def get(self, request: Request, jurisdiction: str, year: int) -> Response | HttpResponse:
        """Those of the question, newest first."""
        asked, _request = self._asked(request, jurisdiction, year)
        held = simulations_of(asked, self.actor)[:100]
        return conditional(request, {"results": [_record(found) for found in held]})

    @extend_schema(
        operation_id="inventories_simulate", parameters=ASKED, request=SimulationSettings, responses={202: dict}
    )
    @idempotent
    def post(self, request: Request, jurisdiction: str, year: int) -> Response:
        """Simulate in the workers; the job says how far it is, then which simulation it made."""
        asked, wanted = self._asked(request, jurisdiction, year)
        checked = SimulationSettings(data=request.data)
        checked.is_valid(raise_exception=True)
        settings = settings_of(dict(checked.validated_data))
        job = request_city_simulation(question=asked, request=wanted, settings=settings, by=self.actor)
        return accepted(job)

    def _asked(self, request: Request, jurisdiction: str, year: int) -> tuple[CityQuestion, TableRequest]:
        place, wanted = jurisdiction_or_404(jurisdiction), question(request)
        choice = choice_or_404(place, year, wanted.release, self.actor)
        return CityQuestion.of(place.pk, year, choice.name, wanted), wanted


def _record(found: CitySimulation) -> dict[str, Any]:
    """The public form; amounts of one gas are not called CO2e."""
    record = {"gas": found.gas or "CO2e", "gwp": found.gwp or None, **simulation_record(found)}
    if found.gas in ("", Gas.FGAS.value):
        return record
    return {name.replace("_tco2e", "_t"): value for name, value in record.items()}
