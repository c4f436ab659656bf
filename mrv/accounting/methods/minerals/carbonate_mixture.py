"""Materials made of several carbonates: glass raw material, desulfurizing agents, clay, ore.

GB/T 32151.34-2024 5.2.5.2 and table B.7 (several components per batch); NDRC guideline for flat glass
(2013), ch. 5, 原料碳酸盐分解. The shares are those of the material; together they cannot exceed it.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, mass_of, number

METHOD = Method(
    identifier="process.carbonate_mixture",
    family="minerals",
    title=Text("Mixture of carbonates", "多组分碳酸盐分解"),
    citation=Citation(
        "GB/T 32151.34-2024", "5.2.5.2 and table B.7; NDRC guideline for flat glass (2013), ch. 5, 原料碳酸盐分解"
    ),
    validity=specs.ALWAYS,
    inputs=(
        number("material", "M", ("Material consumed", "原料消耗量"), ("t", "0", "1e8")),
        number("share", "I", ("Share of each carbonate", "各碳酸盐质量分数"), ("1", "0", "1"), rows=True),
        number(
            "emission_factor",
            "EF",
            ("Factor of each carbonate", "各碳酸盐排放因子"),
            ("tCO2/t", "0.1", "0.7"),
            rows=True,
        ),
        number("conversion", "F", ("Share that decomposes", "分解率"), ("1", "0", "1"), rows=True),
    ),
    constraints=(
        Constraint(
            "sum(I) <= 1",
            Text("The components add up to more than the material.", "各组分含量之和超过 100%。"),
        ),
    ),
    formula="co2 = M * sum(I * EF * F)",
    outputs=(mass_of("CO2"),),
    activity="material",
    worked=(
        WorkedExample(
            inputs={
                "material": ("100", "t"),
                "share": (("60", "%"), ("30", "%")),
                "emission_factor": (("0.440", "tCO2/t"), ("0.522", "tCO2/t")),
                "conversion": (("100", "%"), ("100", "%")),
            },
            expected={"co2": "42.060000"},
            source="limestone with magnesite, factors of GB/T 32151.34-2024 table C.2, by hand",
        ),
    ),
)
