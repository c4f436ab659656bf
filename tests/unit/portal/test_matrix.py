"""The heat matrix: totals add up exactly, shades grow with size, hidden cells are never taken for zero."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from mrv.portal.components import Heading, Matrix, MatrixWords, build_matrix
from mrv.portal.components.matrix import Value

ROWS = [Heading("a", "A"), Heading("b", "B")]
COLUMNS = [Heading("x", "X"), Heading("y", "Y")]


def matrix(values: dict[tuple[str, str], Value], unit: str = "t") -> Matrix:
    with translation.override("en"):
        return build_matrix(
            MatrixWords("Example", unit=unit),
            rows=ROWS,
            columns=COLUMNS,
            values=values,
            link=lambda row, column: f"/{row}/{column}",
        )


def exact(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


amounts = st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False, allow_infinity=False)


@given(st.lists(amounts, min_size=4, max_size=4))
def test_row_column_and_grand_totals_are_the_same_exact_sum(numbers: list[Decimal]) -> None:
    keys = [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]
    drawn = matrix(dict(zip(keys, numbers, strict=True)))
    assert exact(drawn.grand_total.exact) == sum(numbers)
    assert sum(exact(row.total.exact) for row in drawn.rows) == sum(numbers)
    assert sum(exact(total.exact) for total in drawn.totals) == sum(numbers)


def test_the_largest_cell_is_darkest_and_zero_has_no_shade() -> None:
    drawn = matrix({("a", "x"): Decimal(100), ("a", "y"): Decimal(1), ("b", "x"): Decimal(0)})
    levels = [cell.level for row in drawn.rows for cell in row.cells]
    assert levels == [6, 1, 0, 0]


def test_a_confidential_cell_marks_every_total_that_contains_it() -> None:
    drawn = matrix({("a", "x"): "C", ("a", "y"): Decimal(5), ("b", "y"): Decimal(7)})
    assert drawn.rows[0].cells[0].notation == "C"
    assert drawn.rows[0].total.is_partial
    assert drawn.totals[0].is_partial
    assert drawn.grand_total.is_partial
    assert not drawn.rows[1].total.is_partial
    assert not drawn.totals[1].is_partial


@pytest.mark.parametrize("key", ["NO", "IE"])
def test_what_does_not_occur_or_is_counted_elsewhere_leaves_totals_whole(key: str) -> None:
    assert not matrix({("a", "x"): key, ("a", "y"): Decimal(5)}).is_partial


def test_every_cell_and_total_is_a_link() -> None:
    drawn = matrix({("a", "x"): Decimal(1)})
    assert drawn.rows[0].cells[0].href == "/a/x"
    assert drawn.rows[0].total.href == "/a/"
    assert drawn.totals[0].href == "//x"
    assert drawn.grand_total.href == "//"


def test_a_value_too_small_for_the_unit_says_so_instead_of_zero() -> None:
    drawn = matrix({("a", "x"): Decimal(2_000_000), ("a", "y"): Decimal(3)}, unit="Mt")
    assert drawn.rows[0].cells[1].text == "<0.1"


def test_values_outside_the_shown_rows_are_not_in_the_totals() -> None:
    drawn = matrix({("a", "x"): Decimal(1), ("hidden", "x"): Decimal(99)})
    assert drawn.grand_total.exact == "1"


def test_an_empty_matrix_is_drawn_with_zero_totals() -> None:
    assert matrix({}).grand_total.text == "0.0"
