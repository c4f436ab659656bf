"""Firing of ceramics: CO2 from the calcium and magnesium carbonate of the clay.

NDRC guideline for ceramics (2013), ch. 5, 陶瓷烧成工序: raw material x utilization x (CaCO3 x 44/100 +
MgCO3 x 44/84).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, mass_of, number

METHOD = Method(
    identifier="ceramics.firing",
    family="minerals",
    title=Text("Firing of ceramics", "陶瓷烧成工序"),
    citation=Citation("NDRC guideline for ceramics (2013)", "ch. 5, 陶瓷烧成工序"),
    validity=specs.ALWAYS,
    inputs=(
        number("raw_material", "M", ("Raw material", "原料量"), ("t", "0", "1e8")),
        number("utilization", "U", ("Utilization of the raw material", "原料利用率"), ("1", "0", "1")),
        number("caco3", "C1", ("CaCO3 of the raw material", "碳酸钙含量"), ("1", "0", "1")),
        number("mgco3", "C2", ("MgCO3 of the raw material", "碳酸镁含量"), ("1", "0", "1")),
    ),
    constraints=(
        Constraint("C1 + C2 <= 1", Text("The carbonates exceed the raw material.", "碳酸盐含量之和超过 100%。")),
    ),
    formula="co2 = M * U * (C1 * 44 / 100 + C2 * 44 / 84)",
    outputs=(mass_of("CO2"),),
    activity="raw_material",
    worked=(
        WorkedExample(
            inputs={
                "raw_material": ("1000", "t"),
                "utilization": ("90", "%"),
                "caco3": ("5", "%"),
                "mgco3": ("2.1", "%"),
            },
            expected={"co2": "29.700000"},
            source="round numbers, by hand",
        ),
    ),
)
