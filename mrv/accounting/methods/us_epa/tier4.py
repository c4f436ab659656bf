"""Tier 4: continuous monitoring of CO2 concentration and flow. 40 CFR 98.33, equation C-6.

CO2 = 5.18e-7 x C x Q x (100 - moisture)/100 over the operating hours; 5.18e-7 metric tons per scf and percent is
written here as 5.18e-5 t/scf. The concentration is dry, the flow wet, hence the moisture.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import WorkedExample, mass_of, number
from mrv.accounting.methods.us_epa import IN_FORCE, equation

METHOD = Method(
    identifier="us_epa.tier4",
    family="measurement",
    title=Text("40 CFR 98 tier 4: continuous monitoring", "美国 40 CFR 98 四级：烟气连续监测"),
    citation=equation("C-6"),
    validity=IN_FORCE,
    inputs=(
        number("operating_time", "T", ("Operating hours", "运行小时数"), ("h", "0", "8784")),
        number("flow", "Q", ("Stack gas flow, wet", "湿基烟气流量"), ("scf/h", "0", "1e12")),
        number("concentration", "C", ("CO2 concentration, dry", "干基 CO2 浓度"), ("1", "0", "0.5")),
        number(
            "moisture",
            "H2O",
            ("Moisture of the stack gas", "烟气含湿量"),
            ("1", "0", "0.6"),
            default=("0", "%", "40 CFR 98.33(a)(4)(iii): flow and concentration on the same basis"),
        ),
        number(
            "density",
            "RHO",
            ("CO2 per standard cubic foot", "CO2 标准密度"),
            ("t/scf", "0.00005", "0.000055"),
            default=("0.0000518", "t/scf", "40 CFR 98.33 equation C-6"),
        ),
    ),
    formula="co2 = RHO * C * Q * (1 - H2O) * T",
    outputs=(mass_of("CO2"),),
    activity="operating_time",
    worked=(
        WorkedExample(
            inputs={
                "operating_time": ("8000", "h"),
                "flow": ("1000000", "scf/h"),
                "concentration": ("12", "%"),
                "moisture": ("8", "%"),
            },
            expected={"co2": "45749.760000"},
            source="5.18e-7 x 12 x 1e6 x 0.92 x 8000, by hand",
        ),
    ),
)
