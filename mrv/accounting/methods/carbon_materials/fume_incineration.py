"""Incineration of pitch fumes: GB/T 32151.34-2024, equation (9).

The standard writes T x 24, with T in days, because the flow is per hour; units see to that here.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.carbon_materials import IN_FORCE, clause
from mrv.accounting.methods.carbon_materials.specs import CARBON_PER_HEAT, OXIDATION
from mrv.accounting.methods.spec import WorkedExample, mass_of, number

METHOD = Method(
    identifier="carbon_materials.fume_incineration",
    family="process",
    title=Text("Incineration of pitch fumes", "烟气焚烧治理"),
    citation=clause("5.2.5.1, equation (9)"),
    validity=IN_FORCE,
    inputs=(
        number("flow", "Q", ("Fume flow into the incinerator", "进入焚烧炉烟气流量"), ("Nm3/h", "0", "1e7")),
        number("tar", "QVar", ("Tar in the fumes", "沥青烟焦油含量"), ("mg/Nm3", "0", "100000")),
        number(
            "net_calorific_value", "HM", ("Net calorific value of the tar", "焦油低位发热量"), ("GJ/t", "0.5", "60")
        ),
        CARBON_PER_HEAT,
        OXIDATION,
        number("duration", "T", ("Operating time", "报告期时长"), ("d", "0", "366")),
    ),
    formula="co2 = Q * QVar * T * HM * FCh * FOx * 44 / 12",
    outputs=(mass_of("CO2"),),
    activity="flow",
    worked=(
        WorkedExample(
            inputs={
                "flow": ("1000", "Nm3/h"),
                "tar": ("10", "mg/Nm3"),
                "net_calorific_value": ("30", "GJ/t"),
                "carbon_content": ("0.02", "tC/GJ"),
                "oxidation_factor": ("98", "%"),
                "duration": ("1", "d"),
            },
            expected={"co2": "0.000517"},
            source="equation (9) with round numbers, by hand",
        ),
    ),
)
