"""Electricity of a site that uses its own photovoltaic power.

Shanghai reporting guidelines as amended by 沪环气〔2022〕34号: what the site made and used itself takes the
factor of green power (zero with evidence), the rest the factor of the grid.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, amount, mass_of, number

METHOD = Method(
    identifier="scope2.electricity.with_onsite_pv",
    family="purchased energy",
    title=Text("Electricity with own photovoltaics", "含自发自用光伏的用电"),
    citation=Citation("沪环气〔2022〕34号", "electricity with self-used photovoltaic power"),
    validity=specs.ALWAYS,
    inputs=(
        number("electricity", "Q", ("Electricity used in all", "总用电量"), ("MWh", "0", "1e9")),
        number("own_pv", "PV", ("Own photovoltaic power used", "光伏自发自用电量"), ("MWh", "0", "1e9")),
        number("emission_factor", "EF", ("Factor of the grid", "电网排放因子"), ("tCO2/MWh", "0", "2")),
        number(
            "green_factor", "EFG", ("Factor of green power", "绿电排放因子"), ("tCO2/MWh", "0", "2"),
            default=("0", "tCO2/MWh", "GB/T 32151.34-2024 Annex D, with the evidence it asks for"),
        ),
    ),
    constraints=(
        Constraint(
            "PV <= Q",
            Text("More own power is used than electricity in all.", "自发自用电量大于总用电量。"),
        ),
    ),
    formula="""\
from_grid = Q - PV
co2 = from_grid * EF + PV * EFG
""",
    outputs=(mass_of("CO2"), amount("from_grid", ("Taken from the grid", "网购电量"), "MWh")),
    scope="2",
    worked=(
        WorkedExample(
            inputs={
                "electricity": ("1000", "kWh"),
                "own_pv": ("300", "kWh"),
                "emission_factor": ("4.2", "tCO2/10^4kWh"),
            },
            expected={"co2": "0.294000", "from_grid": "0.700000"},
            source="factor of 沪环气〔2022〕34号, by hand",
        ),
    ),
)  # fmt: skip
