"""Oxidized asphalt: product times factor, 0.03 tCO2 per tonne unless measured.

NDRC guideline for petrochemicals (2014), ch. 5, 氧化沥青装置.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

_GUIDELINE = "NDRC guideline for petrochemicals (2014)"

METHOD = Method(
    identifier="refining.oxidized_asphalt",
    family="refining",
    title=Text("Oxidized asphalt", "氧化沥青装置"),
    citation=Citation(_GUIDELINE, "ch. 5, 氧化沥青装置"),
    validity=specs.ALWAYS,
    inputs=(
        number("asphalt", "M", ("Oxidized asphalt produced", "氧化沥青产量"), ("t", "0", "1e8")),
        number(
            "emission_factor", "EF", ("Emission factor", "沥青氧化过程CO2排放系数"), ("tCO2/t", "0", "0.5"),
            default=("0.03", "tCO2/t", _GUIDELINE),
        ),
    ),
    formula="co2 = M * EF",
    outputs=(mass_of("CO2"),),
    activity="asphalt",
    worked=(
        WorkedExample(
            inputs={"asphalt": ("1000", "t")},
            expected={"co2": "30.000000"},
            source="default of the guideline, by hand",
        ),
    ),
)  # fmt: skip
