"""Electricity and heat bought from and sold to others: amount times the factor of the supply.

GB/T 32151.34-2024, 5.2 (purchased and exported energy) with table C.3; GHG Protocol Scope 2
Guidance (2015) ch. 6. Which factor (grid
average, compliance, market-based) is the caller's choice among factor sets; what is sold is deducted, so it
comes out negative, and both lines stay visible.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, InputSpec, WorkedExample, mass_of, number

_CITATION = Citation("GB/T 32151.34-2024", "5.2, purchased and exported energy; table C.3")
_ELECTRICITY_FACTOR = number(
    "emission_factor", "EF", ("Emission factor of electricity", "电力排放因子"), ("tCO2/MWh", "0", "2")
)
_HEAT_FACTOR = number(
    "emission_factor",
    "EF",
    ("Emission factor of heat", "热力排放因子"),
    ("tCO2/GJ", "0", "0.5"),
    default=("0.11", "tCO2/GJ", "GB/T 32151.34-2024 table C.3"),
)


def _amount(title: tuple[str, str], unit: str) -> InputSpec:
    return number("activity", "AD", title, (unit, "0", "1e9"))


def _method(identifier: str, title: Text, activity: InputSpec, factor: InputSpec, worked: WorkedExample) -> Method:
    sold = identifier.endswith("exported")
    return Method(
        identifier=identifier,
        family="purchased energy",
        title=title,
        citation=_CITATION,
        validity=specs.ALWAYS,
        inputs=(activity, factor),
        formula="co2 = -(AD * EF)" if sold else "co2 = AD * EF",
        outputs=(mass_of("CO2"),),
        scope="2",
        activity="activity",
        worked=(worked,),
    )


def _example(unit: str, factor_unit: str, values: tuple[str, str, str]) -> WorkedExample:
    inputs = {"activity": (values[0], unit), "emission_factor": (values[1], factor_unit)}
    return WorkedExample(inputs=inputs, expected={"co2": values[2]}, source="by hand")


METHODS = (
    _method(
        "scope2.electricity.purchased",
        Text("Purchased electricity", "购入使用电力"),
        _amount(("Electricity purchased", "购入电量"), "MWh"),
        _ELECTRICITY_FACTOR,
        _example("MWh", "tCO2/MWh", ("1000", "0.5568", "556.800000")),
    ),
    _method(
        "scope2.electricity.exported",
        Text("Exported electricity", "输出电力"),
        _amount(("Electricity exported", "输出电量"), "MWh"),
        _ELECTRICITY_FACTOR,
        _example("10^4kWh", "tCO2/MWh", ("10", "0.5568", "-55.680000")),
    ),
    _method(
        "scope2.heat.purchased",
        Text("Purchased heat", "购入使用热力"),
        _amount(("Heat purchased", "购入热量"), "GJ"),
        _HEAT_FACTOR,
        _example("GJ", "tCO2/GJ", ("5000", "0.11", "550.000000")),
    ),
    _method(
        "scope2.heat.exported",
        Text("Exported heat", "输出热力"),
        _amount(("Heat exported", "输出热量"), "GJ"),
        _HEAT_FACTOR,
        _example("GJ", "tCO2/GJ", ("200", "0.11", "-22.000000")),
    ),
)
