"""Intermittent regeneration of catalyst: carbon before less carbon after.

NDRC guideline for petrochemicals (2014), ch. 5, 催化重整装置-间歇烧焦: the catalyst free of carbon is constant,
so the carbon burned is M x (1 - before) x (before / (1 - before) - after / (1 - after)).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, mass_of, number

METHOD = Method(
    identifier="refining.catalyst_regeneration",
    family="refining",
    title=Text("Intermittent regeneration of catalyst", "催化剂间歇烧焦再生"),
    citation=Citation("NDRC guideline for petrochemicals (2014)", "ch. 5, 催化重整装置-间歇烧焦"),
    validity=specs.ALWAYS,
    inputs=(
        number("catalyst", "MC", ("Catalyst regenerated", "待再生催化剂量"), ("t", "0", "1e6")),
        number("carbon_before", "CB", ("Carbon before", "再生前含碳量"), ("1", "0", "0.5")),
        number("carbon_after", "CA", ("Carbon after", "再生后含碳量"), ("1", "0", "0.5")),
    ),
    constraints=(Constraint("CA <= CB", Text("Regeneration cannot add carbon.", "再生后含碳量不能高于再生前。")),),
    formula="co2 = MC * (1 - CB) * (CB / (1 - CB) - CA / (1 - CA)) * 44 / 12",
    outputs=(mass_of("CO2"),),
    activity="catalyst",
    worked=(
        WorkedExample(
            inputs={"catalyst": ("100", "t"), "carbon_before": ("5", "%"), "carbon_after": ("0", "%")},
            expected={"co2": "18.333333"},
            source="complete regeneration: 5 t of carbon, by hand",
        ),
    ),
)
