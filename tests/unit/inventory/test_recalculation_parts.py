"""Parts of a recalculation: every version once and in order, of about one size, none small."""

import pytest

from inventory.recalculation.planning import LINES_PER_PART, SOURCES_PER_PART, Plan, slices


@pytest.mark.parametrize(
    ("reports", "lines", "parts"), [(1000, 120, 6), (993, 1008, 50), (3, 0, 3), (1, 90_000, 1), (1200, 1, 3)]
)
def test_parts_hold_every_version_once_and_are_of_about_one_size(reports: int, lines: int, parts: int) -> None:
    found = list(slices(Plan(versions=[(number, lines) for number in range(reports)])))
    assert [number for part in found for number in part.version_ids] == list(range(reports))
    assert len(found) <= parts
    assert max(part.line_count for part in found) <= LINES_PER_PART + lines
    assert max(len(part.version_ids) for part in found) <= SOURCES_PER_PART
    if lines > 1:
        assert min(part.line_count for part in found) > 0.6 * max(part.line_count for part in found)


def test_nothing_to_compute_makes_no_part() -> None:
    assert list(slices(Plan())) == []
