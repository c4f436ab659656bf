"""Materiality: thresholds as data, absolute aggregate, exact comparison, opinions that stay open."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.materiality import OpenFindings, Threshold, assess, is_conservative, opinions, threshold_for
from verification.states import Opinion

THRESHOLDS = [Threshold(Decimal(0), Decimal(5)), Threshold(Decimal(500_000), Decimal(2))]
EFFECTS = st.lists(st.decimals(min_value=-(10**6), max_value=10**6, places=6), max_size=8)


@pytest.mark.parametrize(("total", "percent"), [("0", 5), ("499999.999999", 5), ("500000", 2), ("9000000", 2)])
def test_threshold_falls_at_500_kt(total: str, percent: int) -> None:
    assert threshold_for(Decimal(total), THRESHOLDS).percent == percent


def test_missing_threshold_says_what_to_add() -> None:
    with pytest.raises(ValueError, match="starts at 0"):
        threshold_for(Decimal(1), [Threshold(Decimal(10), Decimal(5))])


def test_overstatement_never_hides_understatement() -> None:
    found = assess(Decimal(100_000), [Decimal(3000), Decimal(-3000)], THRESHOLDS)
    assert (found.aggregate_tco2e, found.net_tco2e, found.percent) == (6000, 0, Decimal("6.0000"))
    assert found.is_material


def test_aggregate_at_the_threshold_is_not_material_and_a_gram_above_is() -> None:
    assert not assess(Decimal(100_000), [Decimal(5000)], THRESHOLDS).is_material
    assert assess(Decimal(100_000), [Decimal("5000.000001")], THRESHOLDS).is_material


def test_report_of_zero_has_no_percentage_and_any_misstatement_is_material() -> None:
    found = assess(Decimal(0), [Decimal("0.000001")], THRESHOLDS)
    assert found.percent is None
    assert found.is_material
    assert not assess(Decimal(0), [], THRESHOLDS).is_material


@given(EFFECTS, st.decimals(min_value=0, max_value=10**7, places=3))
def test_more_misstatements_never_make_a_report_less_material(effects: list[Decimal], total: Decimal) -> None:
    for count in range(len(effects)):
        if assess(total, effects[:count], THRESHOLDS).is_material:
            assert assess(total, effects[: count + 1], THRESHOLDS).is_material


@given(EFFECTS)
def test_order_of_findings_does_not_matter(effects: list[Decimal]) -> None:
    total = Decimal(123_456)
    assert assess(total, effects, THRESHOLDS) == assess(total, sorted(effects), THRESHOLDS)


def open_after(effects: list[Decimal], findings: OpenFindings) -> set[Opinion]:
    return {c.opinion for c in opinions(assess(Decimal(100_000), effects, THRESHOLDS), findings) if c.is_open}


def test_clean_report_leaves_no_room_for_an_estimate() -> None:
    assert open_after([], OpenFindings()) == {Opinion.VERIFIED, Opinion.WITH_COMMENTS, Opinion.NOT_VERIFIED}


def test_small_open_finding_leaves_comments_and_an_estimate() -> None:
    assert open_after([Decimal(10)], OpenFindings(count=1)) == set(Opinion) - {Opinion.VERIFIED}


def test_material_finding_leaves_estimate_and_refusal() -> None:
    expected = {Opinion.CONSERVATIVE, Opinion.NOT_VERIFIED}
    assert open_after([Decimal(6000)], OpenFindings(count=1)) == expected
    assert open_after([], OpenFindings(count=1, material=1)) == expected


@pytest.mark.parametrize(
    ("imposed", "understated", "holds"),
    [("100", "0", True), ("99.9", "0", False), ("104.9", "5", False), ("100", "-9", True)],
)
def test_estimate_lies_above_the_computed_figure_and_what_is_understated(
    imposed: str, understated: str, holds: bool
) -> None:
    found = is_conservative(
        computed_tco2e=Decimal(100), imposed_tco2e=Decimal(imposed), net_understatement_tco2e=Decimal(understated)
    )
    assert found is holds
