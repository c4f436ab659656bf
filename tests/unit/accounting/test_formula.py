"""One formula text is evaluated, shown, typeset and checked."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrv.accounting.formula import Node, parse_formula
from mrv.accounting.formula.analyse import degree, dimension
from mrv.accounting.formula.evaluate import evaluate
from mrv.accounting.formula.show import plain, substituted, typeset
from mrv.accounting.unit_table import ENERGY, MASS


def tree(text: str) -> Node:
    """Return the tree of one expression."""
    return parse_formula(f"x = {text}")[0].tree


def shown(_symbol: str, value: object) -> str:
    """Write a number for display."""
    return str(value)


@given(st.integers(-99, 99), st.integers(1, 99), st.integers(-9, 9))
def test_arithmetic_is_exact(a: int, b: int, c: int) -> None:
    values = {"a": Fraction(a), "b": Fraction(b), "c": Fraction(c)}
    assert evaluate(tree("(a + 0.1) / b - c ** 2 * 3"), values) == (Fraction(a) + Fraction("0.1")) / b - c**2 * 3


def test_decimals_in_formulas_are_what_is_written() -> None:
    assert evaluate(tree("0.1 + 0.2"), {}) == Fraction(3, 10)


def test_sums_run_over_rows() -> None:
    values = {"M": (Fraction(2), Fraction(3)), "C": (Fraction(5), Fraction(7)), "k": Fraction(10)}
    mass = tree("k * sum(M * C)")
    assert evaluate(mass, values) == 310
    assert plain(mass) == "k × Σ(M × C)"
    assert substituted(mass, shown, values) == "10 × ((2 × 5) + (3 × 7))"


def test_an_empty_table_sums_to_nothing() -> None:
    assert evaluate(tree("sum(M)"), {"M": ()}) == 0


def test_exponentials_have_fifty_digits_on_every_machine() -> None:
    value = evaluate(tree("exp(-k)"), {"k": Fraction(1, 20)})
    assert str(Decimal(value.numerator) / Decimal(value.denominator)).startswith("0.951229424500714")
    there_and_back = evaluate(tree("ln(exp(k))"), {"k": Fraction(1, 20)})
    assert abs(there_and_back - Fraction(1, 20)) < Fraction(1, 10**45)


@pytest.mark.parametrize(
    ("text", "symbols", "mathematics"),
    [
        ("AD * CC * 44 / 12", "AD × CC × 44/12", '"AD" times "CC" times frac(44, 12)'),
        ("(a - b) * c", "(a − b) × c", '("a" − "b") times "c"'),
        ("a - (b - c)", "a − (b − c)", '"a" − ("b" − "c")'),
        ("a / (b * c)", "a/(b × c)", 'frac("a", "b" times "c")'),
        ("EF_CO2 ** 2", "EF_CO2^2", '"EF"_"CO2"^2'),
        ("-(a * b)", "−a × b", '−"a" times "b"'),
        ("min(a, b)", "min(a, b)", 'op("min")("a", "b")'),
    ],
)
def test_formulas_are_shown_and_typeset(text: str, symbols: str, mathematics: str) -> None:
    assert plain(tree(text)) == symbols
    assert typeset(tree(text)) == mathematics


@pytest.mark.parametrize(
    "text",
    ["x = __import__('os')", "x = a.b", "x = a[0]", "x = [a]", "x = lambda: 1", "import os", "x += 1", "x = 'a'",
     "x = a ** b", "x = True", "x = f(a, key=1)", "x = a if b else c", "x, y = a"],
)  # fmt: skip
def test_nothing_but_arithmetic_is_a_formula(text: str) -> None:
    with pytest.raises(SyntaxError):
        parse_formula(text)


def test_dimensions_are_derived_and_unlike_things_are_not_added() -> None:
    known = {"m": MASS, "e": ENERGY}
    assert dimension(tree("m * e / m"), known) == ENERGY
    with pytest.raises(ValueError, match="unlike things"):
        dimension(tree("m + e"), known)
    with pytest.raises(ValueError, match="unlike things"):
        dimension(tree("m + 1"), known)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a * b / c", True), ("a * b + a * c", True), ("a * b + c", False), ("a ** 2", False), ("min(a, b)", False),
     ("b / a", False), ("-(a * b)", True), ("sum(a * b)", True), ("b * c", False)],
)  # fmt: skip
def test_proportionality_is_recognized(text: str, expected: bool) -> None:
    assert (degree(tree(text), {"a": 1}) == 1) is expected
