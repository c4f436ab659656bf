"""CO2 from sorbent in flue-gas treatment and fluidized beds. 40 CFR 98.33, equation C-11.

CO2 = 0.91 x S x R x MW_CO2 / MW_sorbent; R is 1 mole of CO2 per mole of acid gas unless measured.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import WorkedExample, mass_of, number
from mrv.accounting.methods.us_epa import IN_FORCE, equation, specs

METHOD = Method(
    identifier="us_epa.sorbent",
    family="process",
    title=Text("40 CFR 98: sorbent", "美国 40 CFR 98：脱硫吸附剂"),
    citation=equation("C-11"),
    validity=IN_FORCE,
    inputs=(
        number("activity", "S", ("Sorbent used", "吸附剂用量"), ("short ton", "0", "1e9")),
        number(
            "ratio",
            "R",
            ("CO2 released per mole of acid gas", "每摩尔酸性气体释放的 CO2"),
            ("1", "0", "2"),
            default=("1", "1", "40 CFR 98.33 equation C-11: CaCO3 and SO2"),
        ),
        number(
            "molecular_weight", "MW", ("Molecular weight of the sorbent", "吸附剂摩尔质量"), ("kg/kmol", "20", "400")
        ),
        specs.METRIC_TONS,
        number(
            "molecular_weight_co2",
            "MW_CO2",
            ("Molecular weight of CO2", "CO2 摩尔质量"),
            ("kg/kmol", "44", "44.01"),
            default=("44", "kg/kmol", "40 CFR 98.33 equation C-11"),
        ),
    ),
    formula="co2 = TONS * S * R * (MW_CO2 / MW)",
    outputs=(mass_of("CO2"),),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={"activity": ("100", "short ton"), "molecular_weight": ("100", "kg/kmol")},
            expected={"co2": "40.040000"},
            source="limestone: 0.91 x 100 x 1 x 44/100, by hand",
        ),
    ),
)
