"""SF6 of switchgear in repair and retirement: what it held less what was recovered.

NDRC guideline for grid companies (2013), ch. 5, 使用六氟化硫设备修理与退役过程.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, mass_of, number

METHOD = Method(
    identifier="grid.switchgear_sf6",
    family="fluorinated gases",
    title=Text("SF6 of switchgear repaired or retired", "六氟化硫设备修理与退役"),
    citation=Citation("NDRC guideline for grid companies (2013)", "ch. 5, 使用六氟化硫设备修理与退役过程"),
    validity=specs.ALWAYS,
    inputs=(
        number("capacity", "REC", ("SF6 the equipment holds", "设备六氟化硫容量"), ("t", "0", "10000"), rows=True),
        number("recovered", "R", ("SF6 recovered", "实际回收量"), ("t", "0", "10000"), rows=True),
    ),
    constraints=(
        Constraint(
            "sum(R) <= sum(REC)",
            Text("More SF6 is recovered than the equipment holds.", "回收量大于设备容量。"),
        ),
    ),
    formula="sf6 = sum(REC - R)",
    outputs=(mass_of("SF6"),),
    worked=(
        WorkedExample(
            inputs={"capacity": (("120", "kg"), ("80", "kg")), "recovered": (("118", "kg"), ("79", "kg"))},
            expected={"sf6": "0.003000"},
            source="two devices, by hand",
        ),
    ),
)
