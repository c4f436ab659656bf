"""Numbers of record are read strictly (catalogue B1-B16)."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrv.accounting import parse_decimal
from mrv.accounting.errors import NumberError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"), ("12.50", "12.50"), ("-3", "-3"), ("1.1e-02", "0.011"), (" 7 ", "7"), ("12\u00a0", "12"),
        ("0.12345678901234567", "0.12345678901234567"), (42, "42"), (Decimal("1.5"), "1.5"),
    ],
)  # fmt: skip
def test_plain_decimals_are_read_exactly(text: object, value: str) -> None:
    assert str(parse_decimal(text)) == str(Decimal(value))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NaN", "number_not_finite"), ("sNaN", "number_not_finite"), ("-Infinity", "number_not_finite"),
        ("#N/A", "number_not_finite"), (Decimal("NaN"), "number_not_finite"),
        ("1e309", "number_too_large"), ("1e400", "number_too_large"), ("1e-99", "number_too_large"),
        ("1_000", "number_separator"), ("1,234", "number_separator"), ("1.234,5", "number_separator"),
        ("12 3", "number_separator"), ("１，２３４", "number_separator"),
        ("１２３", "number_foreign_digits"),
        ("١٢٣", "number_foreign_digits"), ("०१२", "number_foreign_digits"),
        ("5%", "number_percent_sign"), ("５％", "number_percent_sign"),
        ("0xff", "number_format"), ("1.", "number_format"), (".5", "number_format"), ("+5", "number_format"),
        ("=1+1", "number_format"), ("1\x00", "number_format"), ("twelve", "number_format"),
        ("", "number_empty"), ("\u3000 ", "number_empty"),
        ("1" * 31, "number_too_long"), ("1" * 5000, "number_too_long"), (10**60, "number_too_long"),
        (1.5, "number_type"), (True, "number_type"), (None, "number_type"),
        ([], "number_type"), ({}, "number_type"),
    ],
)  # fmt: skip
def test_everything_else_is_refused_with_its_reason(text: object, code: str) -> None:
    with pytest.raises(NumberError) as caught:
        parse_decimal(text, field="quantity")
    (found,) = caught.value.problems
    assert (found.code, found.field) == (code, "quantity")
    assert "quantity" in found.text("en")
    assert "quantity" in found.text("zh-hans")


def test_full_width_digits_are_answered_with_the_spelling_meant() -> None:
    with pytest.raises(NumberError, match="Write 123"):
        parse_decimal("１２３")


def test_negative_zero_becomes_zero() -> None:
    assert str(parse_decimal("-0.000")) == "0.000"


def test_decimals_can_be_limited() -> None:
    assert parse_decimal("1.234567", max_decimals=6) == Decimal("1.234567")
    with pytest.raises(NumberError, match="7 decimals; at most 6"):
        parse_decimal("1.2345678", max_decimals=6)


@given(st.text() | st.integers() | st.floats() | st.decimals() | st.booleans() | st.none())
def test_anything_at_all_is_either_a_decimal_or_refused(anything: object) -> None:
    with suppress(NumberError):
        assert parse_decimal(anything).is_finite()
