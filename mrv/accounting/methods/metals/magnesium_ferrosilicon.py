"""Magnesium: semi-coke used as reductant in the ferrosilicon made on site.

NDRC guideline for magnesium (2013), ch. 5, 硅铁生产消耗蓝炭: ferrosilicon x factor, 2.79 tCO2 per tonne unless
measured. Calcined dolomite is reported by process.carbonate_decomposition.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

_GUIDELINE = "NDRC guideline for magnesium (2013)"

METHOD = Method(
    identifier="magnesium.ferrosilicon",
    family="metals",
    title=Text("Reductant of ferrosilicon for magnesium", "硅铁生产消耗蓝炭"),
    citation=Citation(_GUIDELINE, "ch. 5, 硅铁生产消耗蓝炭"),
    validity=specs.ALWAYS,
    inputs=(
        number("ferrosilicon", "P", ("Ferrosilicon made on site", "自产硅铁产量"), ("t", "0", "1e7")),
        number(
            "emission_factor", "EF", ("Emission factor of ferrosilicon", "硅铁生产排放因子"), ("tCO2/t", "0", "6"),
            default=("2.79", "tCO2/t", _GUIDELINE),
        ),
    ),
    formula="co2 = P * EF",
    outputs=(mass_of("CO2"),),
    activity="ferrosilicon",
    worked=(
        WorkedExample(
            inputs={"ferrosilicon": ("1000", "t")},
            expected={"co2": "2790.000000"},
            source="default of the guideline, by hand",
        ),
    ),
)  # fmt: skip
