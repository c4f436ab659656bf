"""Heat of a fuel from its mass or volume: GB/T 32151.34-2024, equations (4) and (5).

Equation (4) is printed with FFh on the left; equations (3) and (5) and the list of symbols have AFh.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.carbon_materials import IN_FORCE, clause
from mrv.accounting.methods.spec import WorkedExample, amount, number

METHOD = Method(
    identifier="carbon_materials.heat",
    family="combustion",
    title=Text("Heat of a fuel", "燃料热量"),
    citation=clause("5.2.1, equations (4) and (5)"),
    validity=IN_FORCE,
    inputs=(
        number("activity", "AF", ("Fuel burned", "燃料消耗量"), ("t", "0", "1e9"), ("10^4Nm3", "0", "1e8")),
        number(
            "net_calorific_value",
            "H",
            ("Net calorific value", "低位发热量"),
            ("GJ/t", "0", "150"),
            ("GJ/10^4Nm3", "0", "1500"),
        ),
    ),
    formula="heat = AF * H",
    outputs=(amount("heat", ("Heat of the fuel", "燃料热量"), "GJ"),),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={"activity": ("10", "t"), "net_calorific_value": ("3", "GJ/t")},
            expected={"heat": "30.000000"},
            source="equation (5) with round numbers, by hand",
        ),
    ),
)
