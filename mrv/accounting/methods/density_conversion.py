"""Mass of a liquid or gas from its volume and density, stated to five decimals.

UK ETS maritime and Commission Implementing Regulation (EU) 2018/2066, article 27: fuel measured by volume
is converted with its actual density.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, amount, number
from mrv.accounting.rounding import rule

METHOD = Method(
    identifier="general.mass_from_volume",
    family="general",
    title=Text("Mass from volume and density", "体积按密度折算质量"),
    citation=Citation("Commission Implementing Regulation (EU) 2018/2066", "article 27"),
    validity=specs.ALWAYS,
    inputs=(
        number("volume", "V", ("Volume", "体积"), ("m3", "0", "1e12")),
        number("density", "RHO", ("Density", "密度"), ("t/m3", "0", "25")),
    ),
    formula="mass = V * RHO",
    outputs=(amount("mass", ("Mass", "质量"), "t"),),
    rounding=rule("half_up_5"),
    activity="volume",
    worked=(
        WorkedExample(
            inputs={"volume": ("1.12345", "m3"), "density": ("10.456", "t/m3")},
            expected={"mass": "11.746793"},
            source="unit test of the UK ETS maritime service (there rounded to 11.74679)",
        ),
    ),
)
