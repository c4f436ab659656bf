"""Continuous measurement: hourly concentration x flow over the operating hours, for CO2 and N2O.

MRR article 43 and annex VIII section 3, equation 1; biomass CO2 is subtracted as its fraction (equation 5). N2O
from biomass is N2O all the same, so its fraction is shown and stays in the mass.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.ets import BIOMASS, FIVE_DECIMALS, IN_FORCE, article
from mrv.accounting.methods.spec import InputSpec, Output, WorkedExample, amount, mass_of, number

_GAS_FLOW = amount("gas_flow", ("Stack gas of the year", "年烟气量"), "1000Nm3")


def _concentration(highest: str) -> InputSpec:
    return number("concentration", "CONC", ("Annual average concentration", "年平均浓度"), ("g/Nm3", "0", highest))


def _method(
    gas: str, concentration: InputSpec, formula: str, outputs: tuple[Output, ...], worked: WorkedExample
) -> Method:
    return Method(
        identifier=f"ets.continuous_measurement.{gas.lower()}",
        family="measurement",
        title=Text(f"Emissions trading: continuous measurement of {gas}", f"碳交易：{gas} 连续监测"),
        citation=article("article 43, annex VIII section 3"),
        validity=IN_FORCE,
        inputs=(
            number("operating_time", "T", ("Operating hours", "运行小时数"), ("h", "0", "8784")),
            number("flow", "Q", ("Annual average flow", "年平均流量"), ("1000Nm3/h", "0", "1e6")),
            concentration,
            BIOMASS,
        ),
        formula=f"gas_flow = T * Q\n{formula}",
        outputs=(_GAS_FLOW, *outputs),
        rounding=FIVE_DECIMALS,
        activity="operating_time",
        worked=(worked,),
    )


_INPUTS = {
    "operating_time": ("10", "h"),
    "flow": ("10", "1000Nm3/h"),
    "concentration": ("20", "g/Nm3"),
    "biomass_fraction": ("25", "%"),
}

METHODS = (
    _method(
        "CO2",
        _concentration("1000"),
        "fossil = gas_flow * CONC * (1 - BF)\nsustainable_biomass = gas_flow * CONC * BF",
        (mass_of("CO2", name="fossil"), mass_of("CO2_biogenic", name="sustainable_biomass")),
        WorkedExample(
            inputs=_INPUTS,
            expected={"gas_flow": "100.00000", "fossil": "1.50000", "sustainable_biomass": "0.50000"},
            source="UK METS service test of measured CO2",
            decimals=5,
        ),
    ),
    _method(
        "N2O",
        _concentration("200"),
        "n2o = gas_flow * CONC\nof_biomass = gas_flow * CONC * BF",
        (mass_of("N2O"), amount("of_biomass", ("N2O that came from biomass", "其中来自生物质的 N2O"), "t")),
        WorkedExample(
            inputs=_INPUTS,
            expected={"gas_flow": "100.00000", "n2o": "2.00000", "of_biomass": "0.50000"},
            source="10 h x 10000 Nm3/h x 20 g/Nm3, by hand",
            decimals=5,
        ),
    ),
)
