"""Calcination of raw material: carbon balance plus volatile matter, GB/T 32151.34-2024, equation (6).

Carbon that enters with the raw material and does not leave with calcined material, recovered
under-calcined material or dust is burned (44/12); volatile matter that is gone is counted as CH4 that
is burned (K1 and 44/16).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.carbon_materials import IN_FORCE, clause
from mrv.accounting.methods.carbon_materials.specs import mass, share, volatile_factor
from mrv.accounting.methods.spec import Constraint, WorkedExample, mass_of

_CARBON = "(GC * WFC - (CC + UCC + DU) * WFCc) * 44 / 12"
_VOLATILE = "K1 * (GC * WVar - CC * WVarc) * 44 / 16"

METHOD = Method(
    identifier="carbon_materials.calcination",
    family="process",
    title=Text("Calcination of raw material", "原料煅烧"),
    citation=clause("5.2.2, equation (6)"),
    validity=IN_FORCE,
    inputs=(
        mass("raw_material", "GC", "Raw material calcined", "待煅烧原料总量"),
        share("raw_fixed_carbon", "WFC", "Fixed carbon of the raw material", "原料收到基固定碳含量"),
        mass("calcined", "CC", "Calcined material", "煅后料产量"),
        mass("under_calcined", "UCC", "Under-calcined material recovered", "欠烧煅料回收量"),
        mass("dust", "DU", "Carbon dust emitted", "炭粉尘排放量"),
        share("calcined_fixed_carbon", "WFCc", "Fixed carbon of the calcined material", "煅后料收到基固定碳含量"),
        share("raw_volatile", "WVar", "Volatile matter of the raw material", "原料收到基挥发分含量"),
        share("calcined_volatile", "WVarc", "Volatile matter of the calcined material", "煅后料收到基挥发分含量"),
        volatile_factor("K1", "5.2.2"),
    ),
    constraints=(
        Constraint(
            f"{_CARBON} + {_VOLATILE} >= 0",
            Text(
                "More carbon leaves than enters: check masses, contents and the boundary of the balance.",
                "输出碳量大于输入碳量：请核对物料量、含量和物料平衡边界。",
            ),
        ),
        Constraint(
            "WFC + WVar <= 1",
            Text("Fixed carbon and volatile matter add up to more than 100 %.", "固定碳与挥发分之和超过 100%。"),
        ),
    ),
    formula=f"co2 = {_CARBON} + {_VOLATILE}",
    outputs=(mass_of("CO2"),),
    worked=(
        WorkedExample(
            inputs={
                "raw_material": ("100", "t"),
                "raw_fixed_carbon": ("0.8", "%"),
                "calcined": ("70", "t"),
                "under_calcined": ("5", "t"),
                "dust": ("1", "t"),
                "calcined_fixed_carbon": ("0.2", "%"),
                "raw_volatile": ("10", "%"),
                "calcined_volatile": ("2", "%"),
            },
            expected={"co2": "10.653500"},
            source="equation (6) with round numbers, by hand",
        ),
    ),
)
