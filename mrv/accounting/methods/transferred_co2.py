"""CO2 captured and handed over, or brought in: gas volume x share x density, deducted or added.

GB/T 32150-2015 (CO2 recovered and used outside); NDRC guideline for chemicals (2013), recovery of CO2:
R = Q x PUR x 19.77, 19.77 t per 10^4 Nm3 at 0 C. What leaves is negative, so the line of origin stays whole.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

_INPUTS = (
    number("activity", "Q", ("Gas handed over", "气体量"), ("10^4Nm3", "0", "1e8")),
    number("purity", "PUR", ("CO2 by volume", "CO2 体积分数"), ("1", "0.01", "1")),
    number(
        "density",
        "RHO",
        ("Density of CO2", "CO2 密度"),
        ("t/10^4Nm3", "19", "20"),
        default=("19.77", "t/10^4Nm3", "NDRC guideline for chemicals (2013), recovery of CO2"),
    ),
)


def _method(name: str, title: Text, formula: str, expected: str) -> Method:
    return Method(
        identifier=f"transferred_co2.{name}",
        family="transferred CO2",
        title=title,
        citation=Citation("GB/T 32150-2015", "CO2 recovered; NDRC guideline for chemicals (2013), ch. 5"),
        validity=specs.ALWAYS,
        inputs=_INPUTS,
        formula=formula,
        outputs=(mass_of("CO2"),),
        activity="activity",
        worked=(
            WorkedExample(
                inputs={"activity": ("10", "10^4Nm3"), "purity": ("99.5", "%")},
                expected={"co2": expected},
                source="10 x 0.995 x 19.77, by hand",
            ),
        ),
    )


METHODS = (
    _method("out", Text("CO2 captured and handed over", "CO2 回收外供"), "co2 = -(Q * PUR * RHO)", "-196.711500"),
    _method("in", Text("CO2 received and released", "外来 CO2 使用释放"), "co2 = Q * PUR * RHO", "196.711500"),
)
