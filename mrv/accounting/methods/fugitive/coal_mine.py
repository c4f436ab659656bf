"""Coal mining: CH4 (and CO2) released per tonne of coal, less what is recovered.

IPCC 2006 Guidelines vol. 2 ch. 4, eq. 4.1.1 to 4.1.8; the volume becomes a mass at 0.67 kg/m3 (20 C, 1 atm),
as in the Chinese guideline for coal producers. One line per kind: underground, surface, post-mining.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, amount, mass_of, number

METHOD = Method(
    identifier="fugitive.coal_mine",
    family="fugitive",
    title=Text("Coal mining: CH4", "煤炭开采 CH4 逃逸"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 2 ch. 4, eq. 4.1.1 to 4.1.8"),
    validity=specs.ALWAYS,
    inputs=(
        number("coal", "P", ("Coal produced", "原煤产量"), ("t", "0", "1e10")),
        number("ch4_per_tonne", "EF", ("CH4 per tonne of coal", "吨煤 CH4 涌出量"), ("m3/t", "0", "150")),
        number("recovered", "R", ("CH4 recovered and used or burned", "CH4 回收利用或销毁量"), ("m3", "0", "1e11")),
        number(
            "density",
            "RHO",
            ("Density of CH4", "CH4 密度"),
            ("kg/m3", "0.6", "0.75"),
            default=("0.67", "kg/m3", "IPCC 2006 vol. 2 ch. 4, 4.1.3: at 20 C and 1 atmosphere"),
        ),
    ),
    constraints=(
        Constraint(
            "P * EF >= R",
            Text("More CH4 is recovered than released: check units.", "CH4 回收量大于涌出量，请核对单位。"),
        ),
    ),
    formula="released = P * EF * RHO\nch4 = released - R * RHO",
    outputs=(mass_of("CH4"), amount("released", ("CH4 released before recovery", "回收前 CH4 涌出量"), "t")),
    worked=(
        WorkedExample(
            inputs={"coal": ("1000000", "t"), "ch4_per_tonne": ("10", "m3/t"), "recovered": ("2000000", "m3")},
            expected={"released": "6700.000000", "ch4": "5360.000000"},
            source="1 Mt x 10 m3/t less 2e6 m3, at 0.67 kg/m3, by hand",
        ),
    ),
)
