"""Managed soils: N2O of added nitrogen, CO2 of lime and urea.

IPCC 2006 Guidelines vol. 4 ch. 11, eq. 11.1 and 11.2 (direct N2O), 11.9 and 11.10 (indirect), 11.12 (lime), 11.13 (urea).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.land import volume4
from mrv.accounting.methods.spec import InputSpec, Output, WorkedExample, amount, mass_of, number


def _share(name: str, symbol: str, title: tuple[str, str], value: str, highest: str) -> InputSpec:
    default = (value, "kgN/kgN", "IPCC 2006 vol. 4 tables 11.1 and 11.3")
    return number(name, symbol, title, ("kgN/kgN", "0", highest), default=default)


def _carbon(name: str, title: Text, equation: str, value: str, highest: str) -> Method:
    return Method(
        identifier=f"land.soils.{name}",
        family="agriculture",
        title=title,
        citation=volume4(f"ch. 11, eq. {equation}"),
        validity=specs.ALWAYS,
        inputs=(
            number("activity", "M", ("Amount applied", "施用量"), ("t", "0", "1e9")),
            number(
                "carbon_share",
                "EF",
                ("Carbon released", "碳释放系数"),
                ("tC/t", "0.01", highest),
                default=(value, "tC/t", f"IPCC 2006 vol. 4 ch. 11, eq. {equation}"),
            ),
        ),
        formula="co2 = M * EF * 44 / 12",
        outputs=(mass_of("CO2"),),
        activity="activity",
        worked=(
            WorkedExample(
                inputs={"activity": ("300", "t")},
                expected={"co2": {"0.12": "132.000000", "0.20": "220.000000"}[value]},
                source="300 t with the default carbon share, by hand",
            ),
        ),
    )


_OUTPUTS: tuple[Output, ...] = (
    amount("direct", ("Direct N2O", "直接排放 N2O"), "t"),
    amount("deposited", ("N2O after deposition", "大气沉降间接 N2O"), "t"),
    amount("leached", ("N2O after leaching", "淋溶径流间接 N2O"), "t"),
    mass_of("N2O"),
)

METHODS = (
    Method(
        identifier="land.soils.n2o",
        family="agriculture",
        title=Text("Managed soils: N2O of added nitrogen", "农用地 N2O"),
        citation=volume4("ch. 11, eq. 11.1, 11.9 and 11.10"),
        validity=specs.ALWAYS,
        inputs=(
            number("activity", "N", ("Nitrogen added", "氮输入量"), ("tN", "0", "1e9")),
            _share("direct_factor", "EF1", ("Direct factor", "直接排放因子"), "0.01", "0.1"),
            _share("volatilized_share", "FRAC_g", ("Share volatilized", "挥发比例"), "0.10", "0.5"),
            _share("deposition_factor", "EF4", ("Factor after deposition", "沉降排放因子"), "0.01", "0.1"),
            _share("leached_share", "FRAC_l", ("Share leached", "淋溶比例"), "0.30", "0.8"),
            _share("leaching_factor", "EF5", ("Factor after leaching", "淋溶排放因子"), "0.0075", "0.1"),
        ),
        formula="""\
direct = N * EF1 * 44 / 28
deposited = N * FRAC_g * EF4 * 44 / 28
leached = N * FRAC_l * EF5 * 44 / 28
n2o = direct + deposited + leached
""",
        outputs=_OUTPUTS,
        activity="activity",
        worked=(
            WorkedExample(
                inputs={"activity": ("1000", "tN")},
                expected={
                    "direct": "15.714286",
                    "deposited": "1.571429",
                    "leached": "3.535714",
                    "n2o": "20.821429",
                },
                source="1000 tN with the default factors, by hand",
            ),
        ),
    ),
    _carbon("lime", Text("Managed soils: lime", "农用地石灰施用 CO2"), "11.12", "0.12", "0.14"),
    _carbon("urea", Text("Managed soils: urea", "农用地尿素施用 CO2"), "11.13", "0.20", "0.21"),
)
