"""Tier 2 by steam: boilers whose fuel is not weighed, such as those for municipal waste. 40 CFR 98.33, C-2c and C-9b.

CO2 = 1e-3 x Steam x B x EF, B being the design heat input of the boiler per mass of steam; CH4 and N2O alike.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import WorkedExample, mass_of, number
from mrv.accounting.methods.us_epa import IN_FORCE, equation, specs

METHOD = Method(
    identifier="us_epa.tier2.steam",
    family="combustion",
    title=Text("40 CFR 98 tier 2: by steam generated", "美国 40 CFR 98 二级：按产汽量"),
    citation=equation("C-2c and C-9b"),
    validity=IN_FORCE,
    inputs=(
        number("activity", "STEAM", ("Steam generated", "产汽量"), ("lb", "0", "1e14")),
        number(
            "heat_ratio",
            "B",
            ("Design heat input per mass of steam", "单位产汽量的设计热输入"),
            ("mmBtu/lb", "0.0005", "0.005"),
        ),
        specs.EF_CO2,
        specs.EF_CH4,
        specs.EF_N2O,
    ),
    formula="co2 = STEAM * B * EF_CO2\nch4 = STEAM * B * EF_CH4\nn2o = STEAM * B * EF_N2O",
    outputs=(mass_of("CO2"), mass_of("CH4"), mass_of("N2O")),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("1000000", "lb"),
                "heat_ratio": ("0.0014", "mmBtu/lb"),
                "ef_co2": ("90.7", "kgCO2/mmBtu"),
                "ef_ch4": ("0.032", "kgCH4/mmBtu"),
                "ef_n2o": ("0.0042", "kgN2O/mmBtu"),
            },
            expected={"co2": "126.980000", "ch4": "0.044800", "n2o": "0.005880"},
            source="municipal solid waste, tables C-1 and C-2 to subpart C, by hand",
        ),
    ),
)
