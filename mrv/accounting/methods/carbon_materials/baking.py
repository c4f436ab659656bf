"""Baking (carbonizing) of carbon products: carbon balance, GB/T 32151.34-2024, equation (7)."""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.carbon_materials import IN_FORCE, clause
from mrv.accounting.methods.carbon_materials.specs import carbon, mass, share, volatile_factor
from mrv.accounting.methods.spec import Constraint, WorkedExample, mass_of

_CARBON = "(BPM * BPMFC + BG * BGFC - BWT - BP * BPFC) * 44 / 12"
_VOLATILE = "K2 * (BPM * BPMVar + BG * BGVar) * 44 / 16"

METHOD = Method(
    identifier="carbon_materials.baking",
    family="process",
    title=Text("Baking of carbon products", "炭素制品焙烧（炭化）"),
    citation=clause("5.2.3, equation (7)"),
    validity=IN_FORCE,
    inputs=(
        mass("packing", "BPM", "Packing material consumed", "填充料消耗量"),
        share("packing_fixed_carbon", "BPMFC", "Fixed carbon of the packing material", "填充料收到基固定碳含量"),
        mass("green", "BG", "Green product baked", "待焙烧品总量"),
        share("green_fixed_carbon", "BGFC", "Fixed carbon of the green product", "待焙烧品收到基固定碳含量"),
        carbon("carbon_out", "BWT", "Carbon in dust, scrap and by-products", "粉尘、碎屑和副产品的碳输出量"),
        mass("baked", "BP", "Baked product", "焙烧品产量"),
        share("baked_fixed_carbon", "BPFC", "Fixed carbon of the baked product", "焙烧品收到基固定碳含量"),
        share("packing_volatile", "BPMVar", "Volatile matter of the packing material", "填充料收到基挥发分含量"),
        share("green_volatile", "BGVar", "Volatile matter of the green product", "待焙烧品收到基挥发分含量"),
        volatile_factor("K2", "5.2.3"),
    ),
    constraints=(
        Constraint(
            f"{_CARBON} + {_VOLATILE} >= 0",
            Text(
                "More carbon leaves than enters: check masses, contents and the boundary of the balance.",
                "输出碳量大于输入碳量：请核对物料量、含量和物料平衡边界。",
            ),
        ),
    ),
    formula=f"co2 = {_CARBON} + {_VOLATILE}",
    outputs=(mass_of("CO2"),),
    worked=(
        WorkedExample(
            inputs={
                "packing": ("10", "t"),
                "packing_fixed_carbon": ("0.5", "%"),
                "green": ("100", "t"),
                "green_fixed_carbon": ("0.7", "%"),
                "carbon_out": ("0.05", "tC"),
                "baked": ("95", "t"),
                "baked_fixed_carbon": ("0.6", "%"),
                "packing_volatile": ("10", "%"),
                "green_volatile": ("2", "%"),
            },
            expected={"co2": "3.364167"},
            source="equation (7) with round numbers, by hand",
        ),
    ),
)
