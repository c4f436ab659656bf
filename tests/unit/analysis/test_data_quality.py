"""Marks of data quality follow from how inputs were determined, and tonnes decide those of a cell."""

from decimal import Decimal
from typing import Any

import pytest

from inventory.analysis.data_quality import Quality, mark_of, of_activity, of_factors, of_tonnes

HIGH, MEDIUM, LOW = Quality


def part(basis: str, percent: str = "", *, origin: str = "factor", elasticity: str = "1") -> dict[str, Any]:
    return {"basis": basis, "percent": percent, "origin": origin, "elasticity": elasticity}


@pytest.mark.parametrize(
    ("basis", "percent", "expected"),
    [
        ("determination:meter", "2", HIGH), ("determination:invoice", "3", HIGH),
        ("determination:statistics", "5", MEDIUM), ("determination:estimate", "10", LOW),
        ("default:grade-B", "12", MEDIUM), ("default:grade-C", "19", LOW), ("default:ch4", "150", LOW),
        ("convention", "0", LOW), ("declared", "5", HIGH), ("plan", "20", MEDIUM), ("declared", "20.001", LOW),
        ("published", "2", MEDIUM), ("published", "60", LOW), ("", "", None),
    ],
)  # fmt: skip
def test_mark_follows_from_how_an_input_was_determined(basis: str, percent: str, expected: Quality | None) -> None:
    assert mark_of(part(basis, percent)) is expected


def test_factors_have_the_lowest_mark_of_those_that_matter() -> None:
    lab = part("determination:laboratory", "3.6", origin="measured")
    oxidation = part("default:grade-D", "40", elasticity="0.05")
    assert of_factors([part("determination:meter", "2", origin="declared"), lab, oxidation]) is HIGH
    assert of_factors([lab, part("default:grade-B", "12", elasticity="-0.5")]) is MEDIUM


def test_factor_that_nobody_marks_leaves_the_line_without_a_mark() -> None:
    assert of_factors([part("default:grade-B", "12"), part("", "")]) is None
    assert of_factors([]) is None


def test_activity_is_the_declared_input() -> None:
    assert of_activity([part("default:grade-A"), part("determination:estimate", origin="declared")]) is LOW
    assert of_activity([part("default:grade-A")]) is None


def test_half_of_the_known_tonnes_decide() -> None:
    assert of_tonnes([(HIGH, Decimal(50)), (LOW, Decimal(50))]) is HIGH
    assert of_tonnes([(HIGH, Decimal(49)), (MEDIUM, Decimal(2)), (LOW, Decimal(49))]) is MEDIUM
    assert of_tonnes([(HIGH, Decimal(10)), (LOW, Decimal(-11))]) is LOW


def test_mostly_unknown_tonnes_have_no_mark() -> None:
    assert of_tonnes([(HIGH, Decimal(49)), (None, Decimal(51))]) is None
    assert of_tonnes([(HIGH, Decimal(50)), (None, Decimal(50))]) is HIGH
    assert of_tonnes([]) is None
