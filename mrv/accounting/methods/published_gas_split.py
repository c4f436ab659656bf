"""Factors published as CO2e per gas: masses are recovered with the GWPs the publisher used.

UK Government GHG Conversion Factors, methodology paper: kgCO2e of CO2, CH4 and N2O per unit (2022 and
earlier with AR4 GWPs, from 2023 with AR5). Dividing by those GWPs gives the masses of record, which can then be
restated in any set; `co2e` is the publisher's own total.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, InputSpec, WorkedExample, amount, mass_of, number

_UNITS = ("t", "m3", "GJ", "km", "t·km", "person·km", "1")


def _factor(gas: str) -> InputSpec:
    title = (f"CO2e of {gas} per unit", f"单位活动的 {gas}（以 CO2e 计）")
    return number(f"co2e_of_{gas.lower()}", f"EF_{gas}", title, *((f"tCO2e/({unit})", "0", "1e6") for unit in _UNITS))


def _gwp(gas: str, value: str) -> InputSpec:
    return number(
        f"gwp_{gas.lower()}",
        f"GWP_{gas}",
        (f"GWP of {gas} the publisher used", f"发布方采用的 {gas} GWP"),
        ("tCO2e/t", "1", "500"),
        default=(value, "tCO2e/t", "IPCC AR4, used by UK Government GHG Conversion Factors up to 2022"),
    )


METHOD = Method(
    identifier="general.published_gas_split",
    family="general",
    title=Text("Factors published as CO2e per gas", "按气体给出 CO2e 的公布因子"),
    citation=Citation("UK Government GHG Conversion Factors, methodology paper", "factors by gas"),
    validity=specs.ALWAYS,
    inputs=(
        number("activity", "AD", ("Activity", "活动数据"), *((unit, "0", "1e13") for unit in _UNITS)),
        _factor("CO2"),
        _factor("CH4"),
        _factor("N2O"),
        _gwp("CH4", "25"),
        _gwp("N2O", "298"),
    ),
    formula="""\
co2 = AD * EF_CO2
ch4 = AD * EF_CH4 / GWP_CH4
n2o = AD * EF_N2O / GWP_N2O
co2e = AD * (EF_CO2 + EF_CH4 + EF_N2O)
""",
    outputs=(
        mass_of("CO2"),
        mass_of("CH4"),
        mass_of("N2O"),
        amount("co2e", ("CO2e as published", "公布口径的 CO2e"), "tCO2e"),
    ),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("1234", "L"),
                "co2e_of_co2": ("2.66134", "kgCO2e/L"),
                "co2e_of_ch4": ("0.00026", "kgCO2e/L"),
                "co2e_of_n2o": ("0.0372", "kgCO2e/L"),
            },
            expected={"co2": "3.284094", "ch4": "0.000013", "n2o": "0.000154", "co2e": "3.330319"},
            source="mineral diesel, UK Government GHG Conversion Factors 2022, by hand",
        ),
    ),
)
