"""Energy in tonnes of standard coal, from heat value or from a printed coefficient.

GB/T 2589-2020, annex A. The convention matters by 0.12 %: 1 kgce is 29 307.6 kJ (unit `tce`), while the
coefficients printed in energy tables are kcal/7000 with the 20 C calorie, 29 271.2 kJ (unit `tce(7000kcal)`).
Both come out, so neither is mistaken for the other. Nothing is emitted here.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, InputSpec, WorkedExample, amount, number

_CITATION = Citation("GB/T 2589-2020", "calculation principles and annex A")
_OUTPUTS = (
    amount("tce", ("Standard coal at 29307.6 kJ/kg", "标准煤量（29307.6 kJ/kg）"), "tce"),
    amount("tce_7000kcal", ("Standard coal at 7000 kcal/kg", "标准煤量（7000 kcal/kg）"), "tce(7000kcal)"),
)
_COEFFICIENT = number(
    "coefficient",
    "K",
    ("Coefficient to standard coal", "折标准煤系数"),
    ("kgce/kg", "0.01", "6"),
    ("kgce/m3", "0.01", "6"),
    ("kgce/kWh", "0.1", "0.5"),
)
_AMOUNT = number(
    "activity",
    "AD",
    ("Energy carrier consumed", "能源消费量"),
    ("t", "0", "1e9"),
    ("10^4Nm3", "0", "1e8"),
    ("MWh", "0", "1e10"),
)


def _method(identifier: str, title: Text, inputs: tuple[InputSpec, ...], worked: WorkedExample) -> Method:
    product = " * ".join(given.symbol for given in inputs)
    return Method(
        identifier=identifier,
        family="energy",
        title=title,
        citation=_CITATION,
        validity=specs.ALWAYS,
        inputs=inputs,
        formula=f"tce = {product}\ntce_7000kcal = {product}",
        outputs=_OUTPUTS,
        scope="memo",
        activity="activity",
        worked=(worked,),
    )


METHODS = (
    _method(
        "energy.standard_coal.by_heat_value",
        Text("Standard coal from the heat value", "折标准煤（按低位发热量）"),
        (specs.FUEL, specs.NET_CALORIFIC_VALUE),
        WorkedExample(
            inputs={"activity": ("1000", "kg"), "net_calorific_value": ("20908", "kJ/kg")},
            expected={"tce": "0.713399", "tce_7000kcal": "0.714286"},
            source="raw coal: 20908/29307.6 and 20908/29271.2, by hand; GB/T 2589 table prints 0.7143",
        ),
    ),
    _method(
        "energy.standard_coal.by_coefficient",
        Text("Standard coal from a coefficient", "折标准煤（按折标系数）"),
        (_AMOUNT, _COEFFICIENT),
        WorkedExample(
            inputs={"activity": ("100", "万千瓦时"), "coefficient": ("0.1229", "kgce/kWh")},
            expected={"tce": "122.900000"},
            source="electricity at its equivalent value, GB/T 2589-2020 annex A, by hand",
        ),
    ),
)
