"""Results of approach 2 for the city, a sector or a district of a year; never edited."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from inventory.states import Gas
from mrv.core.models import append_only
from reporting.models import Simulation

if TYPE_CHECKING:
    from mrv.core.actor import Actor


class CitySimulationQuerySet(models.QuerySet["CitySimulation"]):
    """Questions about simulations."""

    def visible_to(self, actor: "Actor") -> Self:
        """The oversight sees all; a district officer, whose cells are others, the own ones."""
        if not actor.may("inventory:read"):
            return self.none()
        return self if actor.oversees_city else self.filter(simulated_by_id=actor.person_id)


class CitySimulation(Simulation):
    """A simulation of what a question to the inventory asks for."""

    jurisdiction = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(db_comment="Calendar year")
    view = models.CharField(max_length=16, db_comment="Code system of the sector")
    scope = models.CharField(max_length=16, db_comment="1, 2, 3 or consumption")
    sector = models.CharField(max_length=64, blank=True, db_comment="Code in the view; blank = all")
    district_code = models.CharField(max_length=64, blank=True, db_comment="GB/T 2260 code; blank = all")
    fuel = models.CharField(max_length=64, blank=True, db_comment="Fuel.code, none; blank = all")
    gas = models.CharField(
        max_length=8, blank=True, default="", db_default="",
        choices=[(gas.value, gas.value) for gas in Gas], db_comment="One gas: figures in t of it; blank = all, in tCO2e",
    )  # fmt: skip
    gwp = models.CharField(
        max_length=24, blank=True, default="", db_default="", db_comment="GWP set of the CO2e; blank = as reported"
    )
    stand = models.CharField(max_length=40, db_comment="live, or the number of the release")

    @property
    def gas_shown(self) -> str:
        """The gas that the tonnes are of."""
        return {"": "CO2e", Gas.FGAS.value: "CO2e", Gas.CO2_BIO.value: "CO2"}.get(self.gas, self.gas)

    objects = CitySimulationQuerySet.as_manager()

    class Meta(Simulation.Meta):
        indexes = [models.Index(name="city_simulation_place", fields=["jurisdiction", "year", "sector"])]
        constraints = [
            models.CheckConstraint(name="city_simulation_draws_real", condition=Q(draws__gte=1000)),
            models.CheckConstraint(name="city_simulation_gas_known", condition=Q(gas__in=["", *Gas])),
        ]
        triggers = append_only("city_simulation")
