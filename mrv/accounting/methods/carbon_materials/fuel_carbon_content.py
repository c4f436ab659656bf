"""Fuel by its carbon content per tonne or per 10^4 Nm3: GB/T 32151.34-2024, equations (1) and (2).

The standard prints the unit of FCV and FCm as tCO2 and multiplies by 44/12 as well; the content is
carbon, as the multiplication and the neighboring equation (3) show.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.carbon_materials import IN_FORCE, clause
from mrv.accounting.methods.carbon_materials.specs import OXIDATION
from mrv.accounting.methods.spec import WorkedExample, mass_of, number

METHOD = Method(
    identifier="carbon_materials.fuel.carbon_content",
    family="combustion",
    title=Text("Fuel by carbon content", "化石燃料燃烧（含碳量法）"),
    citation=clause("5.2.1, equations (1) and (2)"),
    validity=IN_FORCE,
    inputs=(
        number("activity", "AF", ("Fuel burned", "燃料消耗量"), ("t", "0", "1e9"), ("10^4Nm3", "0", "1e8")),
        number(
            "carbon_content",
            "FC",
            ("Carbon content of the fuel", "燃料含碳量"),
            ("tC/t", "0", "1"),
            ("tC/10^4Nm3", "0", "30"),
        ),
        OXIDATION,
    ),
    formula="co2 = AF * FC * FOx * 44 / 12",
    outputs=(mass_of("CO2"),),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("2", "10^4Nm3"),
                "carbon_content": ("0.015", "tC/10^4Nm3"),
                "oxidation_factor": ("98", "%"),
            },
            expected={"co2": "0.107800"},
            source="equation (1) with round numbers, by hand",
        ),
    ),
)
