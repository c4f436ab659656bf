"""Fuel of aircraft: mass times CO2 factor, stated to three decimals.

UK ETS and CORSIA (ICAO Annex 16 vol. IV): 3.15 or 3.16 tCO2 per tonne of jet kerosene, 3.10 of jet
and aviation gasoline; the scheme says which.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number
from mrv.accounting.rounding import rule

METHOD = Method(
    identifier="transport.aviation_fuel",
    family="transport",
    title=Text("Fuel of aircraft", "航空燃料"),
    citation=Citation("ICAO Annex 16 vol. IV", "2.2.3; UK ETS aviation"),
    validity=specs.ALWAYS,
    inputs=(
        number("fuel", "M", ("Fuel used", "燃料消耗量"), ("t", "0", "1e8")),
        number("ef_co2", "EF", ("CO2 per tonne of fuel", "CO2 排放因子"), ("tCO2/t", "0", "4")),
    ),
    formula="co2 = M * EF",
    outputs=(mass_of("CO2"),),
    rounding=rule("half_up_3"),
    activity="fuel",
    worked=(
        WorkedExample(
            inputs={"fuel": ("1000", "t"), "ef_co2": ("3.16", "tCO2/t")},
            expected={"co2": "3160.000000"},
            source="jet kerosene under CORSIA, by hand",
        ),
    ),
)
