"""Simulations kept for one question to the inventory."""

from django.db.models import QuerySet

from inventory.models import CitySimulation
from inventory.tables.city_question import CityQuestion
from mrv.core.actor import Actor


def simulations_of(question: CityQuestion, actor: Actor) -> QuerySet[CitySimulation]:
    """Those this actor may see, newest first."""
    return (
        CitySimulation.objects.visible_to(actor)
        .filter(
            jurisdiction_id=question.jurisdiction_id,
            year=question.year,
            stand=question.stand,
            view=question.view,
            scope=question.scope,
            sector=question.sector,
            district_code=question.district,
            fuel=question.fuel,
            gas=question.gas,
            gwp=question.gwp,
        )
        .select_related("simulated_by")
    )
