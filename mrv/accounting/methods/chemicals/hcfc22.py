"""HCFC-22 production: by-product HFC-23 less what is recovered, with the CO2 of its destruction.

NDRC guideline for fluorochemicals (2015), ch. 5, HCFC-22生产过程; IPCC 2006 vol. 3 ch. 3, eq. 3.30 and 3.31.
Destroyed HFC-23 (CHF3, 70.01 g/mol) leaves its carbon as CO2: 44/70.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, mass_of, number

METHOD = Method(
    identifier="fluorochemicals.hcfc22",
    family="chemicals",
    title=Text("HFC-23 of HCFC-22 production", "HCFC-22生产过程HFC-23排放"),
    citation=Citation(
        "NDRC guideline for fluorochemicals (2015)", "ch. 5, HCFC-22生产过程; IPCC 2006 vol. 3 ch. 3, eq. 3.30"
    ),
    validity=specs.ALWAYS,
    inputs=(
        number("production", "P", ("HCFC-22 produced", "HCFC-22 产量"), ("t", "0", "1e7")),
        number("emission_factor", "EF", ("HFC-23 generated", "HFC-23 生成因子"), ("t/t", "0", "0.1")),
        number("recovered", "R", ("HFC-23 recovered and not emitted", "HFC-23 回收量"), ("t", "0", "1e6")),
        number("destroyed", "D", ("HFC-23 destroyed on site", "HFC-23 销毁量"), ("t", "0", "1e6")),
    ),
    constraints=(
        Constraint(
            "R + D <= P * EF",
            Text("More HFC-23 is recovered and destroyed than is generated.", "回收量与销毁量之和大于生成量。"),
        ),
    ),
    formula="""\
hfc23 = P * EF - R - D
co2 = D * 44 / 70
""",
    outputs=(mass_of("HFC-23", name="hfc23"), mass_of("CO2")),
    worked=(
        WorkedExample(
            inputs={
                "production": ("10000", "t"),
                "emission_factor": ("0.025", "t/t"),
                "recovered": ("30", "t"),
                "destroyed": ("210", "t"),
            },
            expected={"hfc23": "10.000000", "co2": "132.000000"},
            source="round numbers, by hand",
        ),
    ),
)
