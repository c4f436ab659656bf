"""Losses of a grid company: what entered its network less what left it, times the regional factor.

NDRC guideline for grid companies (2013), ch. 5, 输配电损耗排放.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, amount, mass_of, number

METHOD = Method(
    identifier="grid.network_losses",
    family="purchased energy",
    title=Text("Network losses of a grid company", "输配电损耗"),
    citation=Citation("NDRC guideline for grid companies (2013)", "ch. 5, 输配电损耗排放"),
    validity=specs.ALWAYS,
    inputs=(
        number("fed_in", "GEN", ("Fed in by power plants", "电厂上网电量"), ("MWh", "0", "1e10")),
        number("own_use", "OWN", ("Fed in by own plants", "自有电厂上网电量"), ("MWh", "0", "1e10")),
        number("imported", "IMP", ("Taken from other networks", "购入外省电量"), ("MWh", "0", "1e10")),
        number("exported", "EXP", ("Given to other networks", "输出外省电量"), ("MWh", "0", "1e10")),
        number("sold", "SOLD", ("Sold to users", "售电量"), ("MWh", "0", "1e10")),
        number("emission_factor", "EF", ("Factor of the region", "区域电网排放因子"), ("tCO2/MWh", "0", "2")),
    ),
    constraints=(
        Constraint(
            "EXP + SOLD <= GEN + OWN + IMP",
            Text("More electricity leaves the network than enters it.", "输出与售出电量之和大于输入电量。"),
        ),
    ),
    formula="""\
losses = GEN + OWN + IMP - EXP - SOLD
co2 = losses * EF
""",
    outputs=(mass_of("CO2"), amount("losses", ("Electricity lost", "输配电损耗电量"), "MWh")),
    scope="2",
    worked=(
        WorkedExample(
            inputs={
                "fed_in": ("8000", "MWh"),
                "own_use": ("500", "MWh"),
                "imported": ("2000", "MWh"),
                "exported": ("1000", "MWh"),
                "sold": ("9000", "MWh"),
                "emission_factor": ("0.5992", "tCO2/MWh"),
            },
            expected={"co2": "299.600000", "losses": "500.000000"},
            source="round numbers, by hand",
        ),
    ),
)
