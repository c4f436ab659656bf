"""Fuel of ships: CO2, CH4 with slip, and N2O.

Regulation (EU) 2015/757 as amended, annex I part A; UK ETS maritime: fuel is stated in tonnes to five
decimals; the share that slips through the engine unburned is methane and yields neither CO2 nor N2O.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number
from mrv.accounting.rounding import rule

METHOD = Method(
    identifier="transport.maritime_fuel",
    family="transport",
    title=Text("Fuel of ships", "船舶燃料"),
    citation=Citation("Regulation (EU) 2015/757", "annex I part A, as amended by (EU) 2023/2776"),
    validity=specs.ALWAYS,
    inputs=(
        number("fuel", "M", ("Fuel used", "燃料消耗量"), ("t", "0", "1e7")),
        number("slip", "SLIP", ("Share that slips through unburned", "甲烷逃逸率"), ("1", "0", "1")),
        number("ef_co2", "EF_CO2", ("CO2 per tonne of fuel", "CO2 排放因子"), ("tCO2/t", "0", "4")),
        number("ef_ch4", "EF_CH4", ("CH4 per tonne of fuel burned", "CH4 排放因子"), ("tCH4/t", "0", "1")),
        number("ef_n2o", "EF_N2O", ("N2O per tonne of fuel burned", "N2O 排放因子"), ("tN2O/t", "0", "1")),
    ),
    formula="""\
co2 = M * (1 - SLIP) * EF_CO2
ch4 = M * ((1 - SLIP) * EF_CH4 + SLIP)
n2o = M * (1 - SLIP) * EF_N2O
""",
    outputs=(mass_of("CO2"), mass_of("CH4"), mass_of("N2O")),
    rounding=rule("half_up_7"),
    activity="fuel",
    worked=(
        WorkedExample(
            inputs={
                "fuel": ("100", "t"),
                "slip": ("3.1", "%"),
                "ef_co2": ("2.75", "tCO2/t"),
                "ef_ch4": ("0", "tCH4/t"),
                "ef_n2o": ("0.00011", "tN2O/t"),
            },
            expected={"co2": "266.475000", "ch4": "3.100000", "n2o": "0.010659"},
            source="LNG in a dual-fuel engine, factors of the regulation, by hand",
        ),
    ),
)
