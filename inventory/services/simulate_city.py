"""Simulate what a question to the inventory asks for (approach 2) and keep the result: a row per job, never edited."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inventory.models import CitySimulation
from inventory.selectors.sources import choose_source
from inventory.selectors.sums import spreads, sums
from inventory.selectors.uncertainty import asked_of
from inventory.tables.axes import Axis
from inventory.tables.city_question import CityQuestion
from mrv.core.actor import Actor
from mrv.core.models import District, Job
from reporting.calculation.build import engine_build
from reporting.calculation.simulating import Drawn, Settings, Whole, simulated


def simulate_city(
    *,
    question: CityQuestion,
    settings: Settings,
    by: Actor,
    at: datetime | None = None,
    job: Job | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> CitySimulation:
    """The stored simulation; that of the job if it was done before. ValueError if nothing has a known uncertainty."""
    by.require("inventory:read")
    held = CitySimulation.objects.filter(job=job).first() if job else None
    if held is not None:
        return held
    jurisdiction = District.objects.get(pk=question.jurisdiction_id)
    choice = choose_source(jurisdiction, question.year, question.stand, by)
    if choice is None or choice.source.conceal:
        raise ValueError(_("There is no such inventory to simulate for you."))
    request = question.request()
    rows = spreads(choice.source, request, by_posting=True)
    drawn = [Drawn(one.label, one.amount, one.squares, one.profile, one.lines) for one in rows]
    total = sums(choice.source, request.with_axes(Axis.YEAR)).total
    return CitySimulation.objects.create(
        jurisdiction=jurisdiction,
        year=question.year,
        view=question.view,
        scope=question.scope,
        sector=question.sector,
        district_code=question.district,
        fuel=question.fuel,
        gas=question.gas,
        gwp=question.gwp,
        stand=question.stand,
        job=job,
        engine_build=engine_build(),
        simulated_at=at or timezone.now(),
        simulated_by_id=by.person_id,
        **simulated(drawn, settings, tell, asked=asked_of(request), whole=Whole(total.value, total.line_count)),
    )
