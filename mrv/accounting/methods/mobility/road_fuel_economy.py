"""Vehicles by distance and fuel economy: stock x distance x consumption gives the fuel, the fuel gives the CO2.

IPCC 2006 Guidelines vol. 2 ch. 3, eq. 3.2.6 (validating fuel by vehicle kilometres) with eq. 3.2.1 (fuel x factor).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, amount, mass_of, number

METHOD = Method(
    identifier="mobility.road_fuel_economy",
    family="transport",
    title=Text("Road vehicles by distance and fuel economy", "道路车辆（保有量×里程×百公里油耗）"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 2 ch. 3, eq. 3.2.1 and 3.2.6"),
    validity=specs.ALWAYS,
    inputs=(
        number("activity", "N", ("Vehicles", "车辆数"), ("vehicle", "0", "1e9")),
        number("distance", "KM", ("Distance per vehicle and year", "年均行驶里程"), ("km/vehicle", "0", "500000")),
        number("consumption", "FC", ("Fuel economy", "单位里程油耗"), ("L/km", "0.01", "1.5")),
        specs.LIQUID_DENSITY,
        specs.NET_CALORIFIC_VALUE_MASS,
        specs.EF_CO2_ENERGY,
    ),
    formula="fuel = N * KM * FC * RHO\nco2 = fuel * NCV * EF_CO2",
    outputs=(mass_of("CO2"), amount("fuel", ("Fuel", "燃料消耗量"), "t")),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("1000", "vehicle"),
                "distance": ("15000", "km/vehicle"),
                "consumption": ("0.08", "L/km"),
                "density": ("0.74", "kg/L"),
                "net_calorific_value": ("44.3", "GJ/t"),
                "ef_co2": ("69300", "kgCO2/TJ"),
            },
            expected={"fuel": "888", "co2": "2726.151120"},
            source="gasoline cars, IPCC 2006 vol. 2 tables 1.2 and 3.2.1, by hand",
        ),
    ),
)
