"""Amounts of a line by gas, and what differs between two of them and why."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.recalculation.figures import UNIT, Figures, Key, digits_of, figures_of_row, shifts
from inventory.states import ShiftCause

KEY: Key = ("S1", 3)


def row(**amounts: Any) -> dict[str, Any]:
    """A stored line, t."""
    masses = {"co2_t": "0", "biogenic_co2_t": "0", "ch4_t": "0", "n2o_t": "0", "fgas_co2e_t": "0"}
    texts = {**masses, "gwp_n2o": "265", "co2e_t": "0", **amounts}
    rounding = texts.pop("rounding", "half_up_6")
    return {"scope": 1, "fuel": "diesel", "rounding": rounding, **{k: Decimal(v) for k, v in texts.items()}}


def made(**amounts: Any) -> Figures:
    return figures_of_row(row(**amounts))


def causes(was: Figures, will: Figures) -> set[str]:
    return {shift.cause for shift in shifts({KEY: was}, {KEY: will})}


def test_each_gas_has_its_share_of_the_stored_total() -> None:
    found = made(co2_t="100", ch4_t="0.5", n2o_t="0.001", fgas_co2e_t="2", biogenic_co2_t="7", co2e_t="116.265")
    shares = {gas: Decimal(amount.co2e) / UNIT for gas, amount in found.gases.items()}
    assert shares == {
        "CO2": 100, "CH4": 14, "N2O": Decimal("0.265"), "FGAS": 2, "CO2_BIO": 0,
    }  # fmt: skip
    assert sum(shares.values()) == Decimal("116.265")


@given(*[st.integers(0, 10**9)] * 5)
def test_shares_always_add_up_to_the_stored_total(co2: int, bio: int, ch4: int, n2o: int, fgas: int) -> None:
    total = co2 + 28 * ch4 + 265 * n2o + fgas
    amounts = {"co2_t": co2, "biogenic_co2_t": bio, "ch4_t": ch4, "n2o_t": n2o, "fgas_co2e_t": fgas, "co2e_t": total}
    found = made(**{name: str(amount) for name, amount in amounts.items()})
    assert sum(amount.co2e for amount in found.gases.values()) == total * UNIT


def test_equal_lines_differ_in_nothing() -> None:
    assert list(shifts({KEY: made(co2_t="1", co2e_t="1")}, {KEY: made(co2_t="1", co2e_t="1")})) == []


def test_one_step_of_the_rounding_rule_is_rounding_more_is_the_engine() -> None:
    was = made(co2_t="1.000001", co2e_t="1.000001")
    assert causes(was, made(co2_t="1.000002", co2e_t="1.000002")) == {"rounding"}
    assert causes(was, made(co2_t="1.000003", co2e_t="1.000003")) == {"engine"}


def test_coarser_rule_explains_what_it_rounds_away() -> None:
    was = made(co2_t="1.234567", co2e_t="1.234567")
    assert causes(was, made(co2_t="1.23", co2e_t="1.23", rounding="half_up_2")) == {"rounding"}


def test_line_that_is_new_or_gone_is_the_engine_with_zero_on_one_side() -> None:
    (gone,) = shifts({KEY: made(co2_t="5", co2e_t="5")}, {})
    assert (gone.cause, gone.before.mass, gone.after.mass) == ("engine", 5 * UNIT, 0)
    (new,) = shifts({}, {KEY: made(co2_t="5", co2e_t="5")})
    assert (new.cause, new.before.mass, new.after.mass) == ("engine", 0, 5 * UNIT)


def test_a_named_cause_is_kept() -> None:
    was, will = made(co2_t="1", co2e_t="1"), made(co2_t="1.000001", co2e_t="1.000001")
    assert {shift.cause for shift in shifts({KEY: was}, {KEY: will}, ShiftCause.FACTOR_SET)} == {"factor_set"}


@pytest.mark.parametrize(("rounding", "digits"), [("half_up_6", 6), ("half_up_0", 0), ("exact_28", 9), ("", 9)])
def test_digits_of_a_rule(rounding: str, digits: int) -> None:
    assert digits_of(rounding) == digits
