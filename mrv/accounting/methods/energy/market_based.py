"""Purchased electricity, market-based: certified supply at its own factor, the rest at the residual mix.

GHG Protocol Scope 2 Guidance (2015), ch. 6 and 7; stands beside the location-based figure, never in its
place. One row per contract or certificate.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, amount, mass_of, number

METHOD = Method(
    identifier="scope2.electricity.market_based",
    family="purchased energy",
    title=Text("Purchased electricity, market-based", "购入使用电力（基于市场）"),
    citation=Citation("GHG Protocol Scope 2 Guidance (2015)", "ch. 6 and 7"),
    validity=specs.ALWAYS,
    inputs=(
        number("electricity", "Q", ("Electricity purchased", "购入电量"), ("MWh", "0", "1e9")),
        number(
            "certified",
            "C",
            ("Covered by contract or certificate", "合同或绿证覆盖电量"),
            ("MWh", "0", "1e9"),
            rows=True,
        ),
        number(
            "certified_factor", "EFC", ("Factor of that supply", "该电量排放因子"), ("tCO2/MWh", "0", "2"), rows=True
        ),
        number("residual_factor", "EFR", ("Factor of the residual mix", "剩余电力排放因子"), ("tCO2/MWh", "0", "2")),
    ),
    constraints=(
        Constraint(
            "sum(C) <= Q",
            Text("Certificates cover more than was bought.", "绿证或合同电量大于购入电量。"),
        ),
    ),
    formula="""\
uncertified = Q - sum(C)
co2 = uncertified * EFR + sum(C * EFC)
""",
    outputs=(mass_of("CO2"), amount("uncertified", ("Not covered", "未覆盖电量"), "MWh")),
    scope="2",
    worked=(
        WorkedExample(
            inputs={
                "electricity": ("1000", "MWh"),
                "certified": (("400", "MWh"), ("100", "MWh")),
                "certified_factor": (("0", "tCO2/MWh"), ("0.4", "tCO2/MWh")),
                "residual_factor": ("0.6", "tCO2/MWh"),
            },
            expected={"co2": "340.000000", "uncertified": "500.000000"},
            source="round numbers, by hand",
        ),
    ),
)
