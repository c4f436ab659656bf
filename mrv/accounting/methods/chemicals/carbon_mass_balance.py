"""Carbon mass balance of a chemical or petrochemical unit.

NDRC guideline for chemicals (2013), ch. 5, 化石燃料和其他碳氢化合物用作原材料: carbon of the feeds less carbon
of products and of other outputs (waste, residues), times 44/12. IPCC 2006 vol. 3 ch. 3, eq. 3.17. It
covers hydrogen, ethylene oxide and glycol, methanol, carbon black, calcium carbide, coke calcination.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, InputSpec, WorkedExample, amount, mass_of, number


def _mass(table: str, symbol: str, en: str, zh: str) -> InputSpec:
    return number(table, symbol, (en, zh), ("t", "0", "1e9"), ("10^4Nm3", "0", "1e8"), table=table)


def _content(table: str, symbol: str, en: str, zh: str) -> InputSpec:
    return number(f"{table}_carbon", symbol, (en, zh), ("tC/t", "0", "1"), ("tC/10^4Nm3", "0", "30"), table=table)


_BALANCE = "sum(R * RC) - sum(P * PC) - sum(W * WC)"

METHOD = Method(
    identifier="chemicals.carbon_mass_balance",
    family="chemicals",
    title=Text("Carbon mass balance", "碳质量平衡"),
    citation=Citation("NDRC guideline for chemicals (2013)", "ch. 5, 用作原材料; IPCC 2006 vol. 3 ch. 3, eq. 3.17"),
    validity=specs.ALWAYS,
    inputs=(
        _mass("feed", "R", "Feed", "原料投入量"),
        _content("feed", "RC", "Carbon content of the feed", "原料含碳量"),
        _mass("product", "P", "Product", "产品产量"),
        _content("product", "PC", "Carbon content of the product", "产品含碳量"),
        _mass("other_output", "W", "Other output", "其他含碳输出物"),
        _content("other_output", "WC", "Carbon content of the other output", "其他含碳输出物含碳量"),
    ),
    constraints=(
        Constraint(
            f"{_BALANCE} >= 0",
            Text(
                "More carbon leaves than enters: a feed is missing or a content is wrong.",
                "输出碳量大于投入碳量：可能遗漏原料或含碳量有误。",
            ),
        ),
    ),
    formula=f"""\
carbon = {_BALANCE}
co2 = carbon * 44 / 12
""",
    outputs=(mass_of("CO2"), amount("carbon", ("Carbon lost", "碳损失量"), "tC")),
    worked=(
        WorkedExample(
            inputs={
                "feed": (("1000", "t"), ("200", "t")),
                "feed_carbon": (("0.856", "tC/t"), ("0.749", "tC/t")),
                "product": (("1200", "t"),),
                "product_carbon": (("0.545", "tC/t"),),
                "other_output": (("10", "t"),),
                "other_output_carbon": (("0.5", "tC/t"),),
            },
            expected={"co2": "1271.600000", "carbon": "346.800000"},
            source="ethylene and methane to ethylene oxide with the contents of the guideline, by hand",
        ),
    ),
)
