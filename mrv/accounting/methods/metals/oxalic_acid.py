"""Non-ferrous metals: decomposition of oxalic acid in calcination.

NDRC guideline for other non-ferrous metals (2015), ch. 5, 草酸分解: acid x purity x 0.349 tCO2 per tonne
(C2H2O4·2H2O, 44/126).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

_GUIDELINE = "NDRC guideline for other non-ferrous metals (2015)"

METHOD = Method(
    identifier="nonferrous.oxalic_acid",
    family="metals",
    title=Text("Decomposition of oxalic acid", "草酸分解"),
    citation=Citation(_GUIDELINE, "ch. 5, 草酸分解"),
    validity=specs.ALWAYS,
    inputs=(
        number("acid", "AD", ("Oxalic acid consumed", "草酸消耗量"), ("t", "0", "1e6")),
        number(
            "purity", "PUR", ("Purity of the acid", "草酸浓度（纯度）"), ("1", "0", "1"), default=("99.6", "%", _GUIDELINE)
        ),
        number(
            "emission_factor", "EF", ("Emission factor", "草酸分解排放因子"), ("tCO2/t", "0", "1"),
            default=("0.349", "tCO2/t", _GUIDELINE),
        ),
    ),
    formula="co2 = AD * PUR * EF",
    outputs=(mass_of("CO2"),),
    activity="acid",
    worked=(
        WorkedExample(
            inputs={"acid": ("1000", "t"), "purity": ("100", "%")},
            expected={"co2": "349.000000"},
            source="factor of the guideline, by hand",
        ),
    ),
)  # fmt: skip
