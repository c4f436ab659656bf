"""Incineration of waste: the fossil share of its carbon, and the biogenic share as a memo.

IPCC 2006 Guidelines vol. 5 ch. 5, eq. 5.1: CO2 = sum(SW x dm x CF x FCF x OF) x 44/12; 省级温室气体清单编制指南 writes the
same with the carbon of the wet waste, for which the dry-matter share is 100 %.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import WorkedExample, mass_of, number
from mrv.accounting.methods.waste import volume5

METHOD = Method(
    identifier="waste.incineration",
    family="waste",
    title=Text("Waste incineration", "废弃物焚烧"),
    citation=volume5("ch. 5, eq. 5.1"),
    validity=specs.ALWAYS,
    inputs=(
        number("activity", "SW", ("Waste incinerated", "废弃物焚烧量"), ("t", "0", "1e9")),
        number(
            "dry_matter",
            "DM",
            ("Dry-matter share", "干物质比例"),
            ("1", "0.05", "1"),
            default=("100", "%", "省级温室气体清单编制指南, waste: carbon share of the waste as received"),
        ),
        number("carbon_share", "CF", ("Carbon share", "含碳量比例"), ("1", "0.01", "1")),
        number("fossil_share", "FCF", ("Fossil share of the carbon", "矿物碳占碳总量比例"), ("1", "0", "1")),
        number("combustion_efficiency", "OF", ("Combustion efficiency", "燃烧效率"), ("1", "0.5", "1")),
    ),
    formula="""\
co2 = SW * DM * CF * FCF * OF * 44 / 12
co2_biogenic = SW * DM * CF * (1 - FCF) * OF * 44 / 12
""",
    outputs=(mass_of("CO2"), mass_of("CO2_biogenic")),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("1", "t"),
                "carbon_share": ("40", "%"),
                "fossil_share": ("40", "%"),
                "combustion_efficiency": ("95", "%"),
            },
            expected={"co2": "0.557333", "co2_biogenic": "0.836000"},
            source="municipal waste with the defaults of 省级温室气体清单编制指南, by hand",
        ),
    ),
)
