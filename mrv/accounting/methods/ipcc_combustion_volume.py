"""Combustion of liquids and gases by volume, tier 1: mass by density, then energy times factor.

IPCC 2006 Guidelines vol. 2 ch. 2, equation 2.1; the step from volume to mass is vol. 2 ch. 1, 1.4.1.1.
Liquids and gases are two methods because a density of the other kind is the usual slip: each has its range.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, InputSpec, WorkedExample, amount, mass_of

_CITATION = Citation("IPCC 2006 Guidelines", "vol. 2 ch. 2, eq. 2.1; vol. 2 ch. 1, 1.4.1.1")
_FORMULA = """\
energy = AD * RHO * NCV
co2 = energy * EF_CO2
ch4 = energy * EF_CH4
n2o = energy * EF_N2O
"""


def _method(identifier: str, title: Text, density: InputSpec, worked: WorkedExample) -> Method:
    return Method(
        identifier=identifier,
        family="combustion",
        title=title,
        citation=_CITATION,
        validity=specs.ALWAYS,
        inputs=(
            specs.FUEL_VOLUME,
            density,
            specs.NET_CALORIFIC_VALUE_MASS,
            specs.EF_CO2_ENERGY,
            specs.EF_CH4_ENERGY,
            specs.EF_N2O_ENERGY,
        ),
        formula=_FORMULA,
        outputs=(
            mass_of("CO2"),
            mass_of("CH4"),
            mass_of("N2O"),
            amount("energy", ("Energy of the fuel", "燃料热量"), "TJ"),
        ),
        activity="activity",
        worked=(worked,),
    )


LIQUID = _method(
    "ipcc.combustion.liquid_volume",
    Text("Combustion by energy and factor, liquid fuel by volume", "液体燃料燃烧（体积×密度×热值×因子）"),
    specs.LIQUID_DENSITY,
    WorkedExample(
        inputs={
            "activity": ("1000", "L"),
            "density": ("0.84", "kg/L"),
            "net_calorific_value": ("43", "TJ/Gg"),
            "ef_co2": ("74100", "kgCO2/TJ"),
            "ef_ch4": ("3", "kgCH4/TJ"),
            "ef_n2o": ("0.6", "kgN2O/TJ"),
        },
        expected={"co2": "2.676492", "ch4": "0.000108", "n2o": "0.000022"},
        source="gas/diesel oil, IPCC 2006 vol. 2 tables 1.2 and 2.2, by hand",
    ),
)
GAS = _method(
    "ipcc.combustion.gas_volume",
    Text("Combustion by energy and factor, gas by volume", "气体燃料燃烧（体积×密度×热值×因子）"),
    specs.GAS_DENSITY,
    WorkedExample(
        inputs={
            "activity": ("10000", "m3"),
            "density": ("0.7", "kg/m3"),
            "net_calorific_value": ("48", "TJ/Gg"),
            "ef_co2": ("56100", "kgCO2/TJ"),
            "ef_ch4": ("1", "kgCH4/TJ"),
            "ef_n2o": ("0.1", "kgN2O/TJ"),
        },
        expected={"co2": "18.849600", "ch4": "0.000336", "n2o": "0.000034"},
        source="natural gas, IPCC 2006 vol. 2 tables 1.2 and 2.2, by hand",
    ),
)
METHODS = (LIQUID, GAS)
