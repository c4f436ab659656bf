"""Graphitization of carbon products: carbon balance, GB/T 32151.34-2024, equation (8).

The oxidation of carbon parts of the furnace body itself does not belong to this source (5.2.4).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.carbon_materials import IN_FORCE, clause
from mrv.accounting.methods.carbon_materials.specs import carbon, mass, share, volatile_factor
from mrv.accounting.methods.spec import Constraint, WorkedExample, mass_of

_CARBON = "(GPM * GPMFC + GTA * GTAFC - GWT - GP * GPFC) * 44 / 12"
_VOLATILE = "K3 * GPM * GPMVar * 44 / 16"

METHOD = Method(
    identifier="carbon_materials.graphitization",
    family="process",
    title=Text("Graphitization of carbon products", "炭素制品石墨化"),
    citation=clause("5.2.4, equation (8)"),
    validity=IN_FORCE,
    inputs=(
        mass("packing", "GPM", "Insulating and resistor material consumed", "保温料和电阻料消耗量"),
        share("packing_fixed_carbon", "GPMFC", "Fixed carbon of that material", "保温料和电阻料收到基固定碳含量"),
        mass("baked", "GTA", "Product to be graphitized", "待石墨化品总量"),
        share("baked_fixed_carbon", "GTAFC", "Fixed carbon of that product", "待石墨化品收到基固定碳含量"),
        carbon("carbon_out", "GWT", "Carbon in dust, scrap and by-products", "粉尘、碎屑、残块和副产品的碳输出量"),
        mass("graphitized", "GP", "Graphitised product", "石墨化品产量"),
        share("graphitized_fixed_carbon", "GPFC", "Fixed carbon of the product", "石墨化品收到基固定碳含量"),
        share(
            "packing_volatile",
            "GPMVar",
            "Volatile matter of the insulating material",
            "保温料和电阻料收到基挥发分含量",
        ),
        volatile_factor("K3", "5.2.4"),
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
                "baked": ("100", "t"),
                "baked_fixed_carbon": ("0.7", "%"),
                "carbon_out": ("0.05", "tC"),
                "graphitized": ("95", "t"),
                "graphitized_fixed_carbon": ("0.6", "%"),
                "packing_volatile": ("10", "%"),
            },
            expected={"co2": "1.439167"},
            source="equation (8) with round numbers, by hand",
        ),
    ),
)
