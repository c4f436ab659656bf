"""Worked examples of the Kaya identity."""

from collections.abc import Mapping

from inventory.analysis.kaya import kaya_drivers, kaya_product
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example


@example("kaya_identity")
def _drivers(inputs: Inputs) -> Mapping[str, Outcome]:
    drivers = kaya_drivers(
        population=inputs.number("P"), gdp=inputs.number("G"), energy=inputs.number("E"), emissions=inputs.number("F")
    )
    return {
        "g": Outcome(drivers.gdp_per_person),
        "e": Outcome(drivers.energy_per_gdp),
        "f": Outcome(drivers.emissions_per_energy),
        "ef": Outcome(drivers.emissions_per_gdp),
        "F": Outcome(drivers.emissions),
    }


@example("kaya_identity_product")
def _product(inputs: Inputs) -> Mapping[str, Outcome]:
    emissions = kaya_product(
        population=inputs.number("P"),
        gdp_per_person=inputs.number("g"),
        energy_per_gdp=inputs.number("e"),
        emissions_per_energy=inputs.number("f"),
    )
    return {"F": Outcome(emissions)}
