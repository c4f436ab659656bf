"""CO2 from carbonates that decompose: mass x purity x share converted x factor of the carbonate.

IPCC 2006 Guidelines vol. 3 ch. 2, equation 2.16 (other process uses of carbonates); the defaults are
the rounded factors of GB/T 32151.34-2024 table C.2.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Choice, Citation, Option, WorkedExample, mass_of, number

_SOURCE = "GB/T 32151.34-2024 table C.2"
_CARBONATES = {
    "CaCO3": ("limestone, calcite", "石灰石、方解石", "0.440"),
    "MgCO3": ("magnesite", "菱镁石", "0.522"),
    "Na2CO3": ("soda ash", "纯碱", "0.415"),
    "NaHCO3": ("sodium bicarbonate", "小苏打", "0.524"),
    "FeCO3": ("siderite", "菱铁矿", "0.380"),
    "MnCO3": ("rhodochrosite", "菱锰矿", "0.383"),
    "BaCO3": ("witherite", "碳酸钡矿", "0.223"),
    "Li2CO3": ("lithium carbonate", "碳酸锂", "0.595"),
    "K2CO3": ("potash", "碳酸钾", "0.318"),
    "SrCO3": ("strontianite", "碳酸锶", "0.298"),
    "CaMg(CO3)2": ("dolomite", "白云石", "0.477"),
}


def _option(en: str, zh: str, factor: str) -> Option:
    return Option(Text(en, zh), supplies={"emission_factor": (factor, "tCO2/t")}, source=_SOURCE)


METHOD = Method(
    identifier="process.carbonate_decomposition",
    family="process",
    title=Text("Carbonate decomposition", "碳酸盐分解"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 3 ch. 2, eq. 2.16; GB/T 32151.34-2024 table C.2"),
    validity=specs.ALWAYS,
    choices=(
        Choice(
            "carbonate",
            Text("Carbonate", "碳酸盐种类"),
            {formula: _option(*facts) for formula, facts in _CARBONATES.items()},
            required=False,
        ),
    ),
    inputs=(
        number("activity", "AD", ("Carbonate consumed", "碳酸盐消耗量"), ("t", "0", "1e8")),
        number("purity", "PUR", ("Share of the carbonate in the material", "碳酸盐质量分数"), ("1", "0.01", "1")),
        number("conversion", "F", ("Share that decomposes", "分解（转化）率"), ("1", "0.01", "1")),
        number(
            "emission_factor",
            "EF",
            ("Emission factor of the carbonate", "碳酸盐排放因子"),
            ("tCO2/t", "0.1", "0.7"),
        ),
    ),
    formula="co2 = AD * PUR * F * EF",
    outputs=(mass_of("CO2"),),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "carbonate": "CaCO3",
                "activity": ("100", "t"),
                "purity": ("95", "%"),
                "conversion": ("100", "%"),
            },
            expected={"co2": "41.800000"},
            source="limestone with the factor of GB/T 32151.34-2024 table C.2, by hand",
        ),
    ),
)
