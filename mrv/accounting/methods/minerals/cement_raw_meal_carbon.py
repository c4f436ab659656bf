"""Non-fuel carbon of the raw meal that burns in the cement kiln.

NDRC guideline for cement producers (2013), ch. 5, 生料中非燃料碳煅烧: raw meal x organic carbon (0.1 to 0.3 % of
the dry mass, more with shale or fly ash) x 44/12.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

METHOD = Method(
    identifier="cement.raw_meal_carbon",
    family="minerals",
    title=Text("Non-fuel carbon of cement raw meal", "生料中非燃料碳煅烧"),
    citation=Citation("NDRC guideline for cement producers (2013)", "ch. 5, 生料中非燃料碳煅烧"),
    validity=specs.ALWAYS,
    inputs=(
        number("raw_meal", "Q", ("Raw meal, dry", "生料量（干基）"), ("t", "0", "2e8")),
        number("carbon_content", "FR", ("Non-fuel carbon of the raw meal", "生料中非燃料碳含量"), ("1", "0", "0.1")),
    ),
    formula="co2 = Q * FR * 44 / 12",
    outputs=(mass_of("CO2"),),
    activity="raw_meal",
    worked=(
        WorkedExample(
            inputs={"raw_meal": ("1500", "t"), "carbon_content": ("0.2", "%")},
            expected={"co2": "11.000000"},
            source="round numbers, by hand",
        ),
    ),
)
