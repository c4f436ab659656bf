"""Oil and gas systems: number of facilities (or throughput) times CH4 factor, less recovery, and venting of CO2.

IPCC 2006 Guidelines vol. 2 ch. 4, eq. 4.2.1 and 4.2.2; NDRC guideline for oil and gas production (2014), ch. 5, counts
wells, stations and other facilities the same way.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

_BASES = ("1", "t", "m3", "km")

METHOD = Method(
    identifier="fugitive.oil_gas_facilities",
    family="fugitive",
    title=Text("Oil and gas: facilities or throughput times factor", "油气系统逃逸（设施数或处理量×因子）"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 2 ch. 4, eq. 4.2.1 and 4.2.2"),
    validity=specs.ALWAYS,
    inputs=(
        number(
            "activity",
            "N",
            ("Facilities or throughput", "设施数量或处理量"),
            *((unit, "0", "1e13") for unit in _BASES),
        ),
        number("ef_ch4", "EF_CH4", ("CH4 factor", "CH4 排放因子"), *((f"tCH4/{unit}", "0", "1e5") for unit in _BASES)),
        number("ef_co2", "EF_CO2", ("CO2 factor", "CO2 排放因子"), *((f"tCO2/{unit}", "0", "1e6") for unit in _BASES)),
        number(
            "recovered_share",
            "R",
            ("Share recovered", "回收比例"),
            ("1", "0", "1"),
            default=("0", "%", "IPCC 2006 vol. 2 ch. 4: no recovery unless metered"),
        ),
    ),
    formula="ch4 = N * EF_CH4 * (1 - R)\nco2 = N * EF_CO2 * (1 - R)",
    outputs=(mass_of("CH4"), mass_of("CO2")),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={"activity": ("200", "1"), "ef_ch4": ("2.5", "tCH4/1"), "ef_co2": ("0.1", "tCO2/1")},
            expected={"ch4": "500.000000", "co2": "20.000000"},
            source="200 wells with round factors, by hand",
        ),
    ),
)
