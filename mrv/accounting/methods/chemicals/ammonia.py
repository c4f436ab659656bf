"""Ammonia: carbon of the fuel and feed less CO2 recovered for urea.

IPCC 2006 Guidelines vol. 3 ch. 3, equation 3.3: fuel requirement x carbon content x oxidation x 44/12,
less what is recovered for downstream use. The fuel is reported here and not again as combustion.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, mass_of, number

_MADE = "TFR * CCF * COF * 44 / 12"

METHOD = Method(
    identifier="chemicals.ammonia",
    family="chemicals",
    title=Text("Ammonia production", "合成氨生产"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 3 ch. 3, eq. 3.3"),
    validity=specs.ALWAYS,
    inputs=(
        number("fuel", "TFR", ("Heat of fuel and feed", "燃料与原料热量"), ("GJ", "0", "1e11")),
        number("carbon_content", "CCF", ("Carbon content per unit of heat", "单位热值含碳量"), ("tC/GJ", "0", "0.1")),
        number(
            "oxidation_factor", "COF", ("Carbon oxidation factor", "碳氧化率"), ("1", "0.5", "1"),
            default=("100", "%", "IPCC 2006 Guidelines vol. 3 ch. 3, table 3.1"),
        ),
        number("recovered", "R", ("CO2 recovered for urea and other use", "用于尿素等的CO2回收量"), ("tCO2", "0", "1e8")),
    ),
    constraints=(
        Constraint(
            f"R <= {_MADE}",
            Text("More CO2 is recovered than is made.", "回收的二氧化碳量大于产生量。"),
        ),
    ),
    formula=f"co2 = {_MADE} - R",
    outputs=(mass_of("CO2"),),
    worked=(
        WorkedExample(
            inputs={
                "fuel": ("30200", "GJ"),
                "carbon_content": ("0.0153", "tC/GJ"),
                "recovered": ("700", "tCO2"),
            },
            expected={"co2": "994.220000"},
            source="1000 t NH3 by modern reforming of natural gas (table 3.1: 30.2 GJ/t), by hand",
        ),
    ),
)  # fmt: skip
