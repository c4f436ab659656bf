"""One module rounds, once, on the exact value."""

import ast
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mrv.accounting
from mrv.accounting.errors import RegistryError
from mrv.accounting.rounding import decimal_text, exact_sum, rule, to_decimal


@given(st.decimals("-1e12", "1e12", places=9), st.integers(0, 8))
def test_decimal_rules_agree_with_the_decimal_module(value: Decimal, digits: int) -> None:
    quantum = Decimal(1).scaleb(-digits)
    assert rule(f"half_up_{digits}").apply(Fraction(value)) == value.quantize(quantum, ROUND_HALF_UP)
    assert rule(f"half_even_{digits}").apply(Fraction(value)) == value.quantize(quantum, ROUND_HALF_EVEN)


def test_a_value_just_below_a_half_is_not_rounded_twice() -> None:
    below = Fraction(5, 10) - Fraction(1, 10**40)
    assert rule("half_up_0").apply(below) == 0


def test_results_keep_the_decimals_of_the_rule_and_no_negative_zero() -> None:
    assert str(rule("half_up_6").apply(Fraction(3))) == "3.000000"
    assert str(rule("half_up_2").apply(Fraction(-1, 1000))) == "0.00"


@given(st.fractions().filter(bool))
def test_significant_rule_keeps_28_digits(value: Fraction) -> None:
    rounded = rule("exact_28").apply(value)
    assert len(rounded.as_tuple().digits) <= 29
    assert abs(Fraction(rounded) - value) <= abs(value) * Fraction(1, 10**27)


@given(st.decimals("-1e9", "1e9", places=12))
def test_terminating_values_become_decimals_exactly(value: Decimal) -> None:
    assert to_decimal(Fraction(value)) == value


def test_shown_numbers_say_when_digits_were_left_off() -> None:
    assert decimal_text(Fraction(44, 12), 6) == "3.66667…"
    assert decimal_text(Decimal("1000.500")) == "1000.5"
    assert decimal_text(Fraction(10**9)) == "1000000000"


def test_sums_of_recorded_numbers_are_exact() -> None:
    parts = [Decimal("0.1"), Decimal("0.2"), Decimal("123456789012345678901234567890.3")]
    assert exact_sum(parts) == Decimal("123456789012345678901234567890.6")


def test_unknown_rules_are_refused() -> None:
    with pytest.raises(RegistryError, match="Known are half_up_0"):
        rule("ceiling_2")


#: Where a float or a rounding call is allowed, and why: the rule itself; guesses that integers prove; statistics.
_ALLOWED = {
    "rounding.py": {"round"},
    "fixed_point.py": {"float", "float64", "rint"},
    "uncertainty": {"float", "float64"},
}
_SUSPECT = {"round", "float", "quantize", "rint", "float64", "around"}


def test_no_other_module_rounds_or_makes_floats() -> None:
    root = Path(mrv.accounting.__file__).parent
    for path in root.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
        names = {call.id if isinstance(call, ast.Name) else getattr(call, "attr", "") for call in calls}
        excused = next((words for name, words in _ALLOWED.items() if name in str(path)), set())
        assert names & _SUSPECT <= excused, path.name
