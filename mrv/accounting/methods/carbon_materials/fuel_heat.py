"""Fuel by its heat, carbon per unit of heat and oxidation: GB/T 32151.34-2024, equation (3)."""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.carbon_materials import IN_FORCE, clause
from mrv.accounting.methods.carbon_materials.specs import CARBON_PER_HEAT, OXIDATION
from mrv.accounting.methods.spec import WorkedExample, mass_of, number

METHOD = Method(
    identifier="carbon_materials.fuel.heat",
    family="combustion",
    title=Text("Fuel by its heat", "化石燃料燃烧（按热量）"),
    citation=clause("5.2.1, equation (3)"),
    validity=IN_FORCE,
    inputs=(
        number("heat", "AFh", ("Heat of the fuel burned", "燃料热量"), ("GJ", "0", "1e11")),
        CARBON_PER_HEAT,
        OXIDATION,
    ),
    formula="co2 = AFh * FCh * FOx * 44 / 12",
    outputs=(mass_of("CO2"),),
    activity="heat",
    worked=(
        WorkedExample(
            inputs={"heat": ("10", "GJ"), "carbon_content": ("0.02", "tC/GJ"), "oxidation_factor": ("100", "%")},
            expected={"co2": "0.733333"},
            source="equation (3) with round numbers, by hand",
        ),
    ),
)
