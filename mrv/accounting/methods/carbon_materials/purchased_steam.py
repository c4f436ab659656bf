"""Purchased steam by mass and enthalpy: GB/T 32151.34-2024, equation (13).

The enthalpy is measured, or read from tables C.4 and C.5 (see mrv.accounting.steam), where a state
between the printed ones is interpolated.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.carbon_materials import DOCUMENT, clause
from mrv.accounting.methods.spec import WorkedExample, amount, mass_of, number

METHOD = Method(
    identifier="scope2.steam.purchased",
    family="purchased energy",
    title=Text("Purchased steam by mass and enthalpy", "购入蒸汽（质量×焓值）"),
    citation=clause("5.2.6.2, equation (13)"),
    validity=specs.ALWAYS,
    inputs=(
        number("steam", "BGd", ("Steam purchased", "外购蒸汽量"), ("t", "0", "1e9")),
        number("enthalpy", "HM", ("Enthalpy of the steam", "蒸汽焓值"), ("GJ/t", "0", "4.5")),
        number(
            "emission_factor", "EF3", ("Emission factor of heat", "供热排放因子"), ("tCO2/GJ", "0", "0.5"),
            default=("0.11", "tCO2/GJ", f"{DOCUMENT} table C.3"),
        ),
    ),
    formula="""\
heat = BGd * HM
co2 = heat * EF3
""",
    outputs=(mass_of("CO2"), amount("heat", ("Heat purchased", "购入热量"), "GJ")),
    scope="2",
    activity="steam",
    worked=(
        WorkedExample(
            inputs={"steam": ("1000", "kg"), "enthalpy": ("2800", "kJ/kg")},
            expected={"co2": "0.308000", "heat": "2.800000"},
            source="equation (13) with round numbers, by hand",
        ),
    ),
)  # fmt: skip
