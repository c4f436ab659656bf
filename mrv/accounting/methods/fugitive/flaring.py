"""Flares: carbon of the gas burned plus CO2 already in it, and CH4 that does not burn.

NDRC guideline for oil and gas production (2014), emissions of flares: CO2 = Q x (CC x OF x 44/12 + V_CO2 x 19.7), CH4 =
Q x V_CH4 x (1 - OF) x 7.17, with Q in 10^4 Nm3, 19.7 t per 10^4 Nm3 CO2 and 7.17 t per 10^4 Nm3 CH4 at 0 C.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

_GUIDELINE = "NDRC guideline for oil and gas production (2014)"

METHOD = Method(
    identifier="fugitive.flaring",
    family="fugitive",
    title=Text("Flaring", "火炬燃烧"),
    citation=Citation(_GUIDELINE, "ch. 5, emissions of flares"),
    validity=specs.ALWAYS,
    inputs=(
        number("activity", "Q", ("Gas flared", "火炬气流量"), ("10^4Nm3", "0", "1e8")),
        number("carbon_content", "CC", ("Carbon other than CO2", "除 CO2 外的含碳量"), ("tC/10^4Nm3", "0", "60")),
        number(
            "oxidation_factor",
            "OF",
            ("Burned share", "火炬碳氧化率"),
            ("1", "0.5", "1"),
            default=("98", "%", f"{_GUIDELINE}, default of flares"),
        ),
        number("co2_share", "V_CO2", ("CO2 by volume", "CO2 体积分数"), ("1", "0", "1")),
        number("ch4_share", "V_CH4", ("CH4 by volume", "CH4 体积分数"), ("1", "0", "1")),
        number(
            "co2_density",
            "RHO_CO2",
            ("Density of CO2", "CO2 密度"),
            ("t/10^4Nm3", "19", "20"),
            default=("19.7", "t/10^4Nm3", f"{_GUIDELINE}, ch. 5"),
        ),
        number(
            "ch4_density",
            "RHO_CH4",
            ("Density of CH4", "CH4 密度"),
            ("t/10^4Nm3", "7", "7.3"),
            default=("7.17", "t/10^4Nm3", f"{_GUIDELINE}, ch. 5"),
        ),
    ),
    formula="""\
co2 = Q * (CC * OF * 44 / 12 + V_CO2 * RHO_CO2)
ch4 = Q * V_CH4 * (1 - OF) * RHO_CH4
""",
    outputs=(mass_of("CO2"), mass_of("CH4")),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("100", "10^4Nm3"),
                "carbon_content": ("6", "tC/10^4Nm3"),
                "co2_share": ("2", "%"),
                "ch4_share": ("90", "%"),
            },
            expected={"co2": "2195.400000", "ch4": "12.906000"},
            source="100 x (6 x 0.98 x 44/12 + 0.02 x 19.7), 100 x 0.9 x 0.02 x 7.17, by hand",
        ),
    ),
)
