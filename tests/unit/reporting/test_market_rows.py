"""The market-based result: certificates at their factor, the rest at the residual mix, by hand and by property."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrv.accounting.errors import AccountingError
from mrv.accounting.factors import EmissionFactor, Level
from mrv.accounting.gwp import GwpSet
from mrv.accounting.methods.energy.market_based import METHOD
from reporting.calculation.declared import Declared, Stream
from reporting.calculation.library import Library, Place
from reporting.calculation.lines import compute
from reporting.calculation.market import Cover, MarketRow, market_co2, market_rows

AR5 = GwpSet("AR5", "AR5", {"CO2": Decimal(1)})


def factor(kind: str, value: str) -> tuple[str, EmissionFactor]:
    return kind, EmissionFactor(
        set_code="S v1", subject="electricity", parameter="emission_factor", value=Decimal(value), unit="tCO2/MWh",
        valid_from=date(2010, 1, 1), valid_to=None, identifier=f"S:{kind}", gas="CO2", level=Level.NATION, geography="CN",
        sector="", purpose="", source="table 1", grade="B", uncertainty_percent=None,
    )  # fmt: skip


def library(**kinds: str) -> Library:
    held = [factor(kind, value) for kind, value in {"average": "0.5568", **kinds}.items()]
    return Library(
        2020, Place(("310101", "CN"), "", "statistical"), ("S v1",), "h", AR5,
        {("electricity", "emission_factor", "CO2"): held},
    )  # fmt: skip


def stream(*rows: tuple[int | None, str, str], code: str = "power", **approved: Any) -> Stream:
    declared = {("activity", m): Declared(quantity, unit, "meter", "", 1) for m, quantity, unit in rows}
    return Stream(1, code, "scope2.electricity.purchased", "electricity", 2, "activity", approved, declared)


def rows(found: Library, *streams: Stream, covers: dict[str, list[Cover]] | None = None) -> list[MarketRow]:
    lines = compute(streams, found)
    assert not lines.outcomes
    return market_rows(lines.lines, covers or {}, found)


def test_certificates_take_their_factor_and_the_rest_the_residual_mix() -> None:
    covers = {"power": [Cover("400", "0", {}), Cover("100", "0.4", {})]}
    [row] = rows(library(residual_mix="0.6"), stream((None, "1000", "MWh")), covers=covers)
    assert row.market_co2_t == Decimal("340.000000")
    assert row.location_co2_t == Decimal("556.8")
    assert (row.residual_basis, row.certified_mwh) == ("residual_mix", 500)


def test_mix_without_traded_power_stands_in_for_the_residual_mix() -> None:
    [row] = rows(library(excluding_market_traded_non_fossil="0.5942"), stream((None, "1000", "MWh")))
    assert (row.market_co2_t, row.residual_basis) == (Decimal("594.200000"), "untraded_mix")


def test_without_any_residual_mix_the_factor_of_the_lines_is_taken_and_said() -> None:
    [row] = rows(library(), stream((1, "10", "10^4kWh"), (2, "5", "10^4kWh")))
    assert row.market_co2_t == row.location_co2_t == Decimal("83.520000")
    assert row.residual_basis == "line_factor"
    assert row.inputs["residual_factor"]["origin"] == "line"


def test_mixed_units_are_brought_to_megawatt_hours() -> None:
    [row] = rows(library(), stream((1, "10", "MWh"), (2, "5000", "kWh")))
    assert row.electricity_mwh == 15
    assert row.inputs["electricity"]["unit"] == "MWh"


def test_streams_are_counted_apart_and_fuels_not_at_all() -> None:
    found = rows(library(), stream((None, "1", "MWh"), code="b"), stream((None, "2", "MWh"), code="a"))
    assert [(row.stream_code, row.electricity_mwh) for row in found] == [("a", 2), ("b", 1)]
    assert market_rows([], {}, library()) == []


def test_certificates_beyond_the_electricity_are_refused() -> None:
    with pytest.raises(AccountingError, match="more than was bought"):
        rows(library(), stream((None, "1", "MWh")), covers={"power": [Cover("1.000001", "0", {})]})


AMOUNTS = st.decimals("0", "1e7", places=3).map(lambda value: f"{value:f}")
FACTORS = st.decimals("0", "2", places=4).map(lambda value: f"{value:f}")


@given(
    amounts=st.lists(AMOUNTS, min_size=1, max_size=12),
    residual=FACTORS,
    unit=st.sampled_from(["MWh", "kWh", "10^4kWh"]),
)
@settings(deadline=None, max_examples=60)
def test_way_without_certificates_gives_the_digits_of_the_method(amounts: list[str], residual: str, unit: str) -> None:
    declared = [(month, amount, unit) for month, amount in enumerate(amounts, 1)]
    [row] = rows(library(residual_mix=residual), stream(*declared))
    assert row.market_co2_t == market_co2(row.inputs, METHOD)


@given(covered=st.decimals("0", "1000", places=6), own=FACTORS)
@settings(deadline=None, max_examples=40)
def test_more_certificates_of_a_cleaner_supply_never_raise_the_result(covered: Decimal, own: str) -> None:
    bare = rows(library(residual_mix="2"), stream((None, "1000", "MWh")))[0]
    green = rows(
        library(residual_mix="2"), stream((None, "1000", "MWh")), covers={"power": [Cover(f"{covered:f}", own, {})]}
    )[0]
    assert green.market_co2_t <= bare.market_co2_t
    assert green.location_co2_t == bare.location_co2_t
