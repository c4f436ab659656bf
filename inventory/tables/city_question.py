"""A question to the inventory that a simulation answers, as plain values a job can keep."""

from dataclasses import dataclass

from inventory.states import Gas
from inventory.tables.axes import Scope, View
from inventory.tables.request import TableRequest


@dataclass(frozen=True)
class CityQuestion:
    """What is simulated, as texts a job can keep. ``stand`` is ``live`` or the number of a release."""

    jurisdiction_id: int
    year: int
    stand: str
    view: str = View.INVENTORY.value
    scope: str = Scope.DIRECT.value
    sector: str = ""
    district: str = ""
    fuel: str = ""
    gas: str = ""
    gwp: str = ""

    @classmethod
    def of(cls, jurisdiction_id: int, year: int, stand: str, request: TableRequest) -> "CityQuestion":
        """The question of a page or a door."""
        return cls(
            jurisdiction_id, year, stand, request.view.value, request.scope.value, request.sector, request.district,
            request.fuel, request.gas.value if request.gas else "", request.gwp if request.measure == "co2e" else "",
        )  # fmt: skip

    def request(self) -> TableRequest:
        """The question to the inventory."""
        return TableRequest(
            by=(), view=View(self.view), scope=Scope(self.scope), sector=self.sector, district=self.district,
            fuel=self.fuel, gas=Gas(self.gas) if self.gas else None, gwp=self.gwp,
        )  # fmt: skip
