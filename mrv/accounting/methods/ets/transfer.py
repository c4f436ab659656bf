"""Inherent and transferred CO2: what crosses the boundary, received positive, passed on negative.

MRR articles 48 (inherent CO2) and 49 (transferred CO2), annex IV: the amount itself is the emission moved.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.ets import BIOMASS, FIVE_DECIMALS, IN_FORCE, OUTPUTS, article, split
from mrv.accounting.methods.spec import WorkedExample, number

METHOD = Method(
    identifier="ets.transfer",
    family="transferred CO2",
    title=Text("Emissions trading: transferred or inherent CO2", "碳交易：转移或固有 CO2"),
    citation=article("articles 48 and 49"),
    validity=IN_FORCE,
    inputs=(
        number("activity", "AD", ("CO2, passed on negative", "CO2 量（转出为负）"), ("tCO2", "-1e9", "1e9")),
        BIOMASS,
    ),
    formula=split("AD"),
    outputs=OUTPUTS,
    rounding=FIVE_DECIMALS,
    activity="activity",
    worked=(
        WorkedExample(
            inputs={"activity": ("-11.4897652311", "t")},
            expected={"fossil": "-11.48977", "sustainable_biomass": "0.00000"},
            source="UK METS service test of a transfer stream",
            decimals=5,
        ),
    ),
)
