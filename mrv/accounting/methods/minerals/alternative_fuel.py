"""Fossil carbon of alternative fuels and waste burned in a kiln.

NDRC guideline for cement producers (2013), ch. 5, 替代燃料和废弃物: mass x heat x factor x share of the carbon
that is not biomass. The biogenic remainder is stated beside it and enters no total.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

METHOD = Method(
    identifier="cement.alternative_fuel",
    family="minerals",
    title=Text("Alternative fuels and waste", "替代燃料和废弃物中非生物质碳的燃烧"),
    citation=Citation("NDRC guideline for cement producers (2013)", "ch. 5, 替代燃料和废弃物"),
    validity=specs.ALWAYS,
    inputs=(
        number("activity", "Q", ("Alternative fuel burned", "替代燃料或废弃物用量"), ("t", "0", "1e8")),
        specs.NET_CALORIFIC_VALUE_MASS,
        number("emission_factor", "EF", ("Emission factor", "排放因子"), ("tCO2/GJ", "0", "0.3")),
        number("fossil_share", "A", ("Fossil share of the carbon", "非生物质碳的含量"), ("1", "0", "1")),
    ),
    formula="""\
co2 = Q * NCV * EF * A
co2_biogenic = Q * NCV * EF * (1 - A)
""",
    outputs=(mass_of("CO2"), mass_of("CO2_biogenic")),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("1000", "t"),
                "net_calorific_value": ("25", "GJ/t"),
                "emission_factor": ("0.08", "tCO2/GJ"),
                "fossil_share": ("80", "%"),
            },
            expected={"co2": "1600.000000", "co2_biogenic": "400.000000"},
            source="round numbers, by hand",
        ),
    ),
)
