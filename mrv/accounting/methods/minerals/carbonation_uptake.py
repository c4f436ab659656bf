"""CO2 taken up by carbonation in mining and mineral processing; comes out negative.

NDRC guideline for mining (2015): CO2 absorbed = carbonate formed x purity x factor of the carbonate.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

METHOD = Method(
    identifier="mining.carbonation_uptake",
    family="minerals",
    title=Text("Uptake of CO2 by carbonation", "碳化工艺吸收"),
    citation=Citation("NDRC guideline for mining (2015)", "CO2 absorbed by carbonation"),
    validity=specs.ALWAYS,
    inputs=(
        number("product", "Q", ("Carbonate formed", "碳化工艺产生的碳酸盐量"), ("t", "0", "1e8")),
        number("purity", "PUR", ("Purity of the carbonate", "碳酸盐纯度"), ("1", "0", "1")),
        number("emission_factor", "EF", ("Factor of the carbonate", "碳酸盐排放因子"), ("tCO2/t", "0.1", "0.7")),
    ),
    formula="co2 = -(Q * PUR * EF)",
    outputs=(mass_of("CO2"),),
    activity="product",
    worked=(
        WorkedExample(
            inputs={"product": ("100", "t"), "purity": ("98", "%"), "emission_factor": ("0.44", "tCO2/t")},
            expected={"co2": "-43.120000"},
            source="precipitated calcium carbonate, by hand",
        ),
    ),
)
