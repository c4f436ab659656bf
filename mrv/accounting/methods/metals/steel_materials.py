"""Steel: fluxes, electrodes and carbon-bearing purchased materials, each times its factor.

NDRC guideline for iron and steel (2013), ch. 5, 熔剂、电极、外购含碳原料. One row per material.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

METHOD = Method(
    identifier="steel.process_materials",
    family="metals",
    title=Text("Fluxes, electrodes and purchased raw materials of steel", "钢铁生产熔剂、电极和外购含碳原料"),
    citation=Citation("NDRC guideline for iron and steel (2013)", "ch. 5, 熔剂、电极、外购含碳原料"),
    validity=specs.ALWAYS,
    inputs=(
        number("consumption", "M", ("Material consumed", "消耗量"), ("t", "0", "1e9"), rows=True),
        number("emission_factor", "EF", ("Emission factor", "排放因子"), ("tCO2/t", "0", "4"), rows=True),
    ),
    formula="co2 = sum(M * EF)",
    outputs=(mass_of("CO2"),),
    worked=(
        WorkedExample(
            inputs={
                "consumption": (("100", "t"), ("50", "t"), ("2", "t"), ("10", "t")),
                "emission_factor": (
                    ("0.440", "tCO2/t"),
                    ("0.471", "tCO2/t"),
                    ("3.663", "tCO2/t"),
                    ("0.172", "tCO2/t"),
                ),
            },
            expected={"co2": "76.596000"},
            source="limestone, dolomite, electrodes and pig iron with the factors of the guideline, by hand",
        ),
    ),
)
