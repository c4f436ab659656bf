"""Tier 3: measured carbon content of solid, liquid and gaseous fuel. 40 CFR 98.33, equations C-3, C-4 and C-5.

The molar volume of C-5 goes with the standard condition of the meter: 849.5 scf per kg-mole at 68 F, 836.6 at 60 F.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import InputSpec, WorkedExample, mass_of, number
from mrv.accounting.methods.us_epa import IN_FORCE, equation, specs


def _fuel(unit: str) -> InputSpec:
    return number("activity", "FUEL", ("Fuel burned", "燃料消耗量"), (unit, "0", "1e14"))


def _method(name: str, title: Text, formula: str, inputs: tuple[InputSpec, ...], worked: WorkedExample) -> Method:
    return Method(
        identifier=f"us_epa.tier3.{name}",
        family="combustion",
        title=title,
        citation=equation({"solid": "C-3", "liquid": "C-4", "gas": "C-5"}[name]),
        validity=IN_FORCE,
        inputs=inputs,
        formula=formula,
        outputs=(mass_of("CO2"),),
        activity="activity",
        worked=(worked,),
    )


_CARBON_SHARE = number("carbon_content", "CC", ("Carbon content by mass", "碳质量分数"), ("kgC/kg", "0.01", "1"))

METHODS = (
    _method(
        "solid",
        Text("40 CFR 98 tier 3: solid fuel by carbon content", "美国 40 CFR 98 三级：固体燃料实测含碳量"),
        "co2 = 44 / 12 * FUEL * CC * TONS",
        (_fuel("short ton"), _CARBON_SHARE, specs.METRIC_TONS),
        WorkedExample(
            inputs={"activity": ("100", "short ton"), "carbon_content": ("0.7", "kgC/kg")},
            expected={"co2": "233.566667"},
            source="44/12 x 100 x 0.7 x 0.91, by hand",
        ),
    ),
    _method(
        "liquid",
        Text("40 CFR 98 tier 3: liquid fuel by carbon content", "美国 40 CFR 98 三级：液体燃料实测含碳量"),
        "co2 = 44 / 12 * FUEL * CC",
        (
            _fuel("gal"),
            number("carbon_content", "CC", ("Carbon per gallon", "每加仑含碳量"), ("kgC/gal", "0.1", "5")),
        ),
        WorkedExample(
            inputs={"activity": ("1000", "gal"), "carbon_content": ("2.7", "kgC/gal")},
            expected={"co2": "9.900000"},
            source="44/12 x 1000 x 2.7 x 0.001, by hand",
        ),
    ),
    _method(
        "gas",
        Text("40 CFR 98 tier 3: gaseous fuel by carbon content", "美国 40 CFR 98 三级：气体燃料实测含碳量"),
        "co2 = 44 / 12 * FUEL * CC * MW / MVC",
        (
            _fuel("scf"),
            _CARBON_SHARE,
            number("molecular_weight", "MW", ("Molecular weight", "摩尔质量"), ("kg/kmol", "2", "120")),
            number(
                "molar_volume",
                "MVC",
                ("Molar volume at standard conditions", "标准状态摩尔体积"),
                ("scf/kmol", "830", "855"),
                default=("849.5", "scf/kmol", "40 CFR 98.33 equation C-5, at 68 F"),
            ),
        ),
        WorkedExample(
            inputs={
                "activity": ("1000000", "scf"),
                "carbon_content": ("0.72", "kgC/kg"),
                "molecular_weight": ("17.4", "kg/kmol"),
            },
            expected={"co2": "54.074161"},
            source="44/12 x 1e6 x 0.72 x 17.4 / 849.5 x 0.001, by hand",
        ),
    ),
)
