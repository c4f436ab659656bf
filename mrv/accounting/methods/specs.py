"""Inputs that many methods share, with the ranges that are physically possible.

Calorific values span from blast-furnace gas to hydrogen (IPCC 2006 vol. 2 table 1.2; GB/T 32151.34-2024 table
C.1); carbon contents up to blast-furnace gas at 0.0708 tC/GJ (IPCC 2006 vol. 2 table 1.3: 70.8 kg/GJ).
"""

from datetime import date

from mrv.accounting.methods.spec import Validity, number

ALWAYS = Validity(date(1990, 1, 1))

FUEL = number(
    "activity", "AD", ("Fuel burned", "燃料消耗量"), ("t", "0", "1e9"), ("10^4Nm3", "0", "1e8")
)  # fmt: skip
FUEL_MASS = number("activity", "AD", ("Fuel burned", "燃料消耗量"), ("t", "0", "1e9"))
FUEL_VOLUME = number("activity", "AD", ("Fuel burned", "燃料消耗量"), ("m3", "0", "1e12"))
NET_CALORIFIC_VALUE = number(
    "net_calorific_value", "NCV", ("Net calorific value", "平均低位发热量"),
    ("GJ/t", "0.5", "150"), ("GJ/10^4Nm3", "10", "1500"),
)  # fmt: skip
NET_CALORIFIC_VALUE_MASS = number(
    "net_calorific_value", "NCV", ("Net calorific value", "平均低位发热量"), ("GJ/t", "0.5", "150")
)
CARBON_CONTENT = number(
    "carbon_content", "CC", ("Carbon content per unit of heat", "单位热值含碳量"), ("tC/GJ", "0", "0.1")
)
OXIDATION_FACTOR = number("oxidation_factor", "OF", ("Carbon oxidation factor", "碳氧化率"), ("1", "0.5", "1"))
LIQUID_DENSITY = number("density", "RHO", ("Density of the liquid", "液体密度"), ("t/m3", "0.4", "1.5"))
GAS_DENSITY = number("density", "RHO", ("Density of the gas", "气体密度"), ("kg/m3", "0.05", "8"))
EF_CO2_ENERGY = number("ef_co2", "EF_CO2", ("CO2 emission factor", "CO2 排放因子"), ("kgCO2/TJ", "0", "300000"))
EF_CH4_ENERGY = number("ef_ch4", "EF_CH4", ("CH4 emission factor", "CH4 排放因子"), ("kgCH4/TJ", "0", "5000"))
EF_N2O_ENERGY = number("ef_n2o", "EF_N2O", ("N2O emission factor", "N2O 排放因子"), ("kgN2O/TJ", "0", "500"))
