"""Cement clinker: CO2 from the CaO and MgO that came from carbonates.

NDRC guideline for cement producers (2013), ch. 5, 原料碳酸盐分解: clinker and kiln dust that leaves the kiln
(bypass, collected and discarded) times the oxides less what entered as oxide; CaO by 44/56, MgO by
44/40 (a public table has 44/56 for MgO, which is wrong by 29 %). IPCC 2006 vol. 3 ch. 2, eq. 2.2.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, InputSpec, WorkedExample, mass_of, number


def _oxide(name: str, symbol: str, en: str, zh: str) -> InputSpec:
    return number(name, symbol, (en, zh), ("1", "0", "1"))


_ADVICE = Text(
    "What did not come from carbonates cannot exceed the whole content.", "非碳酸盐来源的含量不能大于该氧化物总含量。"
)

METHOD = Method(
    identifier="cement.clinker",
    family="minerals",
    title=Text("Cement clinker", "水泥熟料原料碳酸盐分解"),
    citation=Citation(
        "NDRC guideline for cement producers (2013)", "ch. 5, 原料碳酸盐分解; IPCC 2006 vol. 3 ch. 2, eq. 2.2"
    ),
    validity=specs.ALWAYS,
    inputs=(
        number("clinker", "Q", ("Clinker produced", "熟料产量"), ("t", "0", "1e8")),
        number("dust", "QD", ("Bypass dust and discarded kiln dust", "窑炉排气筒及旁路放风粉尘量"), ("t", "0", "1e7")),
        _oxide("cao", "CaO", "CaO of the clinker", "熟料中氧化钙含量"),
        _oxide("cao_non_carbonate", "CaOn", "CaO not from carbonates", "熟料中非碳酸盐来源的氧化钙含量"),
        _oxide("mgo", "MgO", "MgO of the clinker", "熟料中氧化镁含量"),
        _oxide("mgo_non_carbonate", "MgOn", "MgO not from carbonates", "熟料中非碳酸盐来源的氧化镁含量"),
    ),
    constraints=(
        Constraint("CaOn <= CaO", _ADVICE),
        Constraint("MgOn <= MgO", _ADVICE),
        Constraint(
            "CaO + MgO <= 1", Text("CaO and MgO together exceed the clinker.", "氧化钙与氧化镁之和超过熟料质量。")
        ),
    ),
    formula="co2 = (Q + QD) * ((CaO - CaOn) * 44 / 56 + (MgO - MgOn) * 44 / 40)",
    outputs=(mass_of("CO2"),),
    worked=(
        WorkedExample(
            inputs={
                "clinker": ("1000", "t"),
                "dust": ("10", "t"),
                "cao": ("65", "%"),
                "cao_non_carbonate": ("0.5", "%"),
                "mgo": ("2", "%"),
                "mgo_non_carbonate": ("0.2", "%"),
            },
            expected={"co2": "531.851571"},
            source="round numbers, by hand",
        ),
    ),
)
