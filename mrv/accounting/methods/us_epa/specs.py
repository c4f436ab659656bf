"""Inputs of 40 CFR 98 subpart C, with ranges around its tables C-1 and C-2."""

from mrv.accounting.methods.spec import number

FUEL = number(
    "activity", "FUEL", ("Fuel burned", "燃料消耗量"),
    ("short ton", "0", "1e9"), ("gal", "0", "1e12"), ("scf", "0", "1e14"),
)  # fmt: skip
HIGH_HEAT_VALUE = number(
    "high_heat_value", "HHV", ("High heat value", "高位发热量"),
    ("mmBtu/short ton", "1", "60"), ("mmBtu/gal", "0.01", "0.3"), ("mmBtu/scf", "0.00005", "0.005"),
)  # fmt: skip
EF_CO2 = number("ef_co2", "EF_CO2", ("CO2 factor", "CO2 排放因子"), ("kgCO2/mmBtu", "0", "300"))
EF_CH4 = number("ef_ch4", "EF_CH4", ("CH4 factor", "CH4 排放因子"), ("kgCH4/mmBtu", "0", "1"))
EF_N2O = number("ef_n2o", "EF_N2O", ("N2O factor", "N2O 排放因子"), ("kgN2O/mmBtu", "0", "0.1"))
#: The rule prints 0.91 (and 2000 lb), not 0.90718474; results of record follow the rule.
METRIC_TONS = number(
    "metric_tons_per_short_ton", "TONS", ("Conversion printed in the rule", "法规所列换算系数"),
    ("t/short ton", "0.9", "0.92"), default=("0.91", "t/short ton", "40 CFR 98.33, equations C-3 and C-11"),
)  # fmt: skip
