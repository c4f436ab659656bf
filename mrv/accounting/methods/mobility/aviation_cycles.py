"""Aircraft: landing and take-off cycles times factor per cycle, plus cruise fuel times factor.

IPCC 2006 Guidelines vol. 2 ch. 3, eq. 3.6.2 to 3.6.5 (tier 2) and table 3.6.9. Only the cycles lie over the city; how much
of the cruise counts is the inventory's recorded choice, so both parts come out by themselves.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, amount, mass_of, number

METHOD = Method(
    identifier="mobility.aviation_cycles",
    family="transport",
    title=Text("Aviation by landing and take-off cycle", "航空（起降循环与巡航）"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 2 ch. 3, eq. 3.6.2 to 3.6.5"),
    validity=specs.ALWAYS,
    inputs=(
        number("cycles", "LTO", ("Landing and take-off cycles", "起降循环数"), ("cycle", "0", "1e8")),
        number("ef_cycle", "EF_LTO", ("CO2 per cycle", "每循环 CO2 排放"), ("kgCO2/cycle", "0", "20000")),
        number("cruise_fuel", "FUEL", ("Fuel in cruise", "巡航燃料"), ("t", "0", "1e9")),
        number("ef_fuel", "EF", ("CO2 per fuel", "燃料 CO2 因子"), ("tCO2/t", "2", "4")),
    ),
    formula="cycles = LTO * EF_LTO\ncruise = FUEL * EF\nco2 = cycles + cruise",
    outputs=(
        mass_of("CO2"),
        amount("cycles", ("CO2 of cycles", "起降阶段 CO2"), "tCO2"),
        amount("cruise", ("CO2 of cruise", "巡航阶段 CO2"), "tCO2"),
    ),
    scope="3",
    worked=(
        WorkedExample(
            inputs={
                "cycles": ("1000", "cycle"),
                "ef_cycle": ("2440", "kgCO2/cycle"),
                "cruise_fuel": ("5000", "t"),
                "ef_fuel": ("3.15", "tCO2/t"),
            },
            expected={"cycles": "2440.000000", "cruise": "15750.000000", "co2": "18190.000000"},
            source="A320 of IPCC 2006 vol. 2 table 3.6.9, by hand",
        ),
    ),
)
