"""Steel: carbon that leaves the works in products; comes out negative.

NDRC guideline for iron and steel (2013), ch. 5, 固碳产品隐含的排放: products x factor of the carbon they hold, to
be deducted from the emissions of the works.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

METHOD = Method(
    identifier="steel.stored_carbon",
    family="metals",
    title=Text("Carbon stored in steel products", "固碳产品隐含的排放"),
    citation=Citation("NDRC guideline for iron and steel (2013)", "ch. 5, 固碳产品隐含的排放"),
    validity=specs.ALWAYS,
    inputs=(
        number("product", "P", ("Product that stores carbon", "固碳产品产量"), ("t", "0", "1e9"), rows=True),
        number(
            "emission_factor", "EF", ("CO2 the carbon stands for", "固碳产品排放因子"), ("tCO2/t", "0", "4"), rows=True
        ),
    ),
    formula="co2 = -sum(P * EF)",
    outputs=(mass_of("CO2"),),
    worked=(
        WorkedExample(
            inputs={
                "product": (("1000", "t"), ("10", "t")),
                "emission_factor": (("0.0154", "tCO2/t"), ("2.699", "tCO2/t")),
            },
            expected={"co2": "-42.390000"},
            source="crude steel and tar, by hand",
        ),
    ),
)
