"""Decoking of cracking furnaces by the gas that leaves: flow x time x (CO2 + CO) by volume.

NDRC guideline for petrochemicals (2014), ch. 5, 乙烯裂解装置. CO counts as the CO2 it becomes; 10^4 Nm3 of
CO2 weigh 19.77 t (1.977 kg/Nm3).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, mass_of, number

_GUIDELINE = "NDRC guideline for petrochemicals (2014)"

METHOD = Method(
    identifier="refining.furnace_decoking",
    family="refining",
    title=Text("Decoking of cracking furnaces", "乙烯裂解炉管烧焦"),
    citation=Citation(_GUIDELINE, "ch. 5, 乙烯裂解装置"),
    validity=specs.ALWAYS,
    inputs=(
        number("flow", "Q", ("Decoking gas", "炉管烧焦尾气平均流量"), ("Nm3/h", "0", "1e7")),
        number("duration", "T", ("Decoking time in the year", "年累计烧焦时间"), ("h", "0", "8784")),
        number("co2_share", "VCO2", ("CO2 by volume", "尾气中CO2体积浓度"), ("1", "0", "1")),
        number("co_share", "VCO", ("CO by volume", "尾气中CO体积浓度"), ("1", "0", "1")),
        number(
            "co2_density", "RHO", ("Density of CO2", "CO2 密度"), ("kg/Nm3", "1.9", "2"),
            default=("1.977", "kg/Nm3", _GUIDELINE),
        ),
    ),
    constraints=(
        Constraint("VCO2 + VCO <= 1", Text("The shares exceed the gas.", "体积浓度之和超过 100%。")),
    ),
    formula="co2 = Q * T * (VCO2 + VCO) * RHO",
    outputs=(mass_of("CO2"),),
    activity="flow",
    worked=(
        WorkedExample(
            inputs={
                "flow": ("10000", "Nm3/h"),
                "duration": ("100", "h"),
                "co2_share": ("9", "%"),
                "co_share": ("1", "%"),
            },
            expected={"co2": "197.700000"},
            source="round numbers, by hand",
        ),
    ),
)  # fmt: skip
