"""Each check finds what it is for, places it, and leaves good data alone."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from reporting.checks.catalogue import all_checks, render, run_checks
from reporting.checks.declaration import Cell, Declaration, StreamCells

GOOD = {("activity", month): Cell(Decimal(100 + month), "t", "invoice", f"INV-{month}") for month in range(1, 13)}


def stream(cells: dict[tuple[str, int | None], Cell] | None = None, **fields: Any) -> StreamCells:
    values = {"code": "diesel", "activity_parameter": "activity", "unit": "t", **fields}
    return StreamCells(**values, cells=dict(GOOD) if cells is None else cells)


def declaration(*streams: StreamCells, **fields: Any) -> Declaration:
    values: dict[str, Any] = {
        "facility_code": "FAC-1",
        "compliance_year": 2020,
        "today": date(2021, 3, 1),
        "opened": date(2010, 5, 1),
        "closed": None,
        **fields,
    }
    return Declaration(streams=streams, **values)


def found(*streams: StreamCells, **fields: Any) -> list[tuple[str, str]]:
    return [(outcome.code, outcome.pointer) for outcome in run_checks(declaration(*streams, **fields))]


def with_cells(**changed: str) -> dict[tuple[str, int | None], Cell]:
    """The good months with some quantities replaced: m5="7"."""
    cells: dict[tuple[str, int | None], Cell] = dict(GOOD)
    for name, quantity in changed.items():
        month = int(name[1:])
        cells["activity", month] = Cell(Decimal(quantity), "t", "invoice", "x")
    return cells


def test_good_data_passes_every_check() -> None:
    assert found(stream()) == []


def test_an_empty_report_is_an_error() -> None:
    assert found(stream({})) == [("nothing_declared", "/")]


def test_a_missing_stream_of_the_plan_is_named() -> None:
    assert found(stream(), stream({}, code="coal")) == [("stream_missing", "/coal")]


def test_b21_missing_months_are_named() -> None:
    cells = {key: cell for key, cell in GOOD.items() if key[1] not in (3, 4)}
    (outcome,) = run_checks(declaration(stream(cells)))
    assert (outcome.code, outcome.pointer, outcome.params["months"]) == ("month_gap", "/diesel/3/activity", "3, 4")


def test_b21_months_before_the_opening_are_not_missing() -> None:
    cells = {key: cell for key, cell in GOOD.items() if key[1] and key[1] >= 5}
    assert found(stream(cells), opened=date(2020, 5, 3)) == []


def test_b25_a_stated_total_must_be_the_sum_of_the_months() -> None:
    cells = {**GOOD, ("activity", None): Cell(Decimal(1279), "t", "x")}
    (outcome,) = run_checks(declaration(stream(cells)))
    assert (outcome.code, outcome.severity) == ("month_sum", "error")
    assert "add up to 1278 t; the stated annual total is 1279 t (difference -1)" in outcome.text.en


def test_b25_a_stated_total_in_another_unit_may_agree() -> None:
    assert found(stream({**GOOD, ("activity", None): Cell(Decimal(1278000), "kg", "x")})) == [
        ("unit_mixed", "/diesel/year/activity")
    ]


def test_b26_a_year_in_the_future_or_before_the_opening_is_an_error() -> None:
    assert ("year_range", "/") in found(stream(), compliance_year=2022)
    assert ("year_range", "/") in found(stream(), compliance_year=2009)
    assert ("year_range", "/") in found(stream(), closed=date(2015, 1, 1))


def test_a_month_that_is_not_over_cannot_be_declared() -> None:
    assert ("month_future", "/diesel/4/activity") in found(stream(), today=date(2020, 3, 1))


def test_b19_a_month_in_another_unit_stands_out() -> None:
    assert found(stream(with_cells(m7="107000"))) == [("month_outlier", "/diesel/7/activity")]
    assert found(stream(with_cells(m7="0.107"))) == [("month_outlier", "/diesel/7/activity")]


def test_b19_a_year_in_another_unit_stands_out_against_last_year() -> None:
    assert found(stream(), last_year={"diesel": Fraction(1278)}) == [("last_year", "/diesel/year/activity")]


def test_a_change_by_more_than_half_is_shown_only() -> None:
    base = Fraction(500) * 1000
    (outcome,) = run_checks(declaration(stream(), last_year={"diesel": base}))
    assert (outcome.code, outcome.severity, outcome.params["percent"]) == ("last_year_change", "info", "156")


def stocks(closing: str) -> dict[tuple[str, int | None], Cell]:
    values = {"opening_stock": "50", "purchased": "100", "exported": "10", "closing_stock": closing}
    cells: dict[tuple[str, int | None], Cell] = {(n, None): Cell(Decimal(v), "t", "x") for n, v in values.items()}
    return {**cells, ("activity", None): Cell(Decimal(100), "t", "x")}


def test_stocks_that_balance_pass() -> None:
    assert found(stream(stocks("40"))) == []


def test_stocks_that_do_not_balance_are_named_with_the_difference() -> None:
    (outcome,) = run_checks(declaration(stream(stocks("30"))))
    assert (outcome.code, outcome.params["difference"]) == ("stock_identity", "-10")


def test_stocks_within_half_a_percent_balance() -> None:
    assert found(stream(stocks("40.5"))) == []


def test_stocks_carry_over_to_the_next_month() -> None:
    cells = {
        **GOOD,
        ("closing_stock", 1): Cell(Decimal(5), "t", "x"),
        ("opening_stock", 2): Cell(Decimal(6), "t", "x"),
    }
    assert found(stream(cells)) == [("stock_carry", "/diesel/2/opening_stock")]


def test_measured_values_without_evidence_are_named() -> None:
    cells = {**GOOD, ("net_calorific_value", 2): Cell(Decimal(42), "GJ/t", "lab")}
    assert found(stream(cells, measured=("net_calorific_value",))) == [
        ("evidence_missing", "/diesel/2/net_calorific_value")
    ]


def test_activity_without_a_source_is_shown() -> None:
    cells = {**GOOD, ("activity", 3): Cell(Decimal(103), "t")}
    assert found(stream(cells)) == [("source_missing", "/diesel/year/activity")]


def test_named_evidence_that_was_not_uploaded_is_shown() -> None:
    (outcome,) = run_checks(declaration(stream(), evidence=frozenset(f"INV-{m}" for m in range(1, 12))))
    assert (outcome.code, outcome.params["references"]) == ("evidence_unknown", "INV-12")


def test_twelve_equal_months_are_asked_about() -> None:
    cells = {("activity", month): Cell(Decimal(7), "t", "x", "y") for month in range(1, 13)}
    assert found(stream(cells)) == [("same_value", "/diesel/year/activity")]


def test_twelve_months_of_nothing_are_not() -> None:
    cells = {("activity", month): Cell(Decimal(0), "t", "x", "y") for month in range(1, 13)}
    assert found(stream(cells)) == []


@pytest.mark.parametrize("check", all_checks().values(), ids=lambda check: check.code)
def test_every_check_speaks_both_languages_and_asks_for_what_it_needs(check: Any) -> None:
    assert check.title.en
    assert check.title.zh
    assert check.message.en != check.message.zh
    assert (check.severity == "warning") == (check.explanation is not None)


def test_the_catalogue_renders_every_check() -> None:
    assert all(f"`{code}`" in render() for code in all_checks())
