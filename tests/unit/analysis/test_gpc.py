"""GPC roll-up: which cell counts in which total, and that notation keys are never numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.gpc import REFERENCES, GpcError, NotationKey, parse_cell, roll_up

ONE = Decimal(1)
CELLS = st.dictionaries(
    st.sampled_from(sorted(REFERENCES)),
    st.one_of(st.decimals(-1000, 1000, places=2), st.sampled_from(list(NotationKey))),
)


def totals(code: str) -> tuple[Decimal, Decimal, Decimal]:
    result = roll_up({code: ONE})
    return result.basic.tco2e, result.basic_plus.tco2e, result.territorial.tco2e


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("I.1.1", (1, 1, 1)),
        ("I.1.2", (1, 1, 0)),
        ("I.1.3", (0, 1, 0)),
        ("I.4.4", (0, 0, 1)),
        ("II.3.3", (0, 1, 0)),
        ("III.1.1", (1, 1, 1)),
        ("III.1.2", (1, 1, 0)),
        ("III.1.3", (0, 0, 1)),
        ("IV.2", (0, 1, 1)),
        ("V.2", (0, 1, 1)),
        ("VI.1", (0, 0, 0)),
    ],
)
def test_each_kind_of_cell_counts_in_its_totals(code: str, expected: tuple[int, int, int]) -> None:
    assert totals(code) == expected


def test_the_protocol_has_fifty_four_cells() -> None:
    assert len(REFERENCES) == 54


def test_a_hidden_cell_makes_the_total_say_so() -> None:
    cells = dict.fromkeys(REFERENCES, ONE) | {
        "I.1.1": NotationKey.CONFIDENTIAL,
        "I.2.1": NotationKey.INCLUDED_ELSEWHERE,
    }
    result = roll_up(cells)
    assert result.basic.keyed == {
        NotationKey.CONFIDENTIAL: ("I.1.1",),
        NotationKey.INCLUDED_ELSEWHERE: ("I.2.1",),
    }
    assert not result.basic.is_complete
    assert roll_up(dict.fromkeys(REFERENCES, ONE)).basic.is_complete


def test_a_cell_that_is_not_given_is_named_as_absent() -> None:
    result = roll_up({"I.1.1": ONE})
    assert "I.1.2" in result.basic.absent
    assert not result.basic.is_complete


def test_sinks_lower_the_total() -> None:
    assert roll_up({"V.1": ONE, "V.2": Decimal(-3)}).territorial.tco2e == -2


@given(CELLS)
def test_basic_plus_contains_basic(cells: dict[str, Decimal | NotationKey]) -> None:
    result = roll_up(cells)
    numbers = {k: v for k, v in cells.items() if isinstance(v, Decimal)}
    extra = sum((v for k, v in numbers.items() if REFERENCES[k].level == "BASIC+"), Decimal(0))
    assert result.basic_plus.tco2e == result.basic.tco2e + extra


@given(CELLS)
def test_every_territorial_tonne_is_scope_one(cells: dict[str, Decimal | NotationKey]) -> None:
    scope1 = sum((v for k, v in cells.items() if isinstance(v, Decimal) and REFERENCES[k].scope == 1), Decimal(0))
    assert roll_up(cells).territorial.tco2e == scope1


def test_an_unknown_reference_is_refused() -> None:
    with pytest.raises(GpcError, match=r"1\.4\.4"):
        roll_up({"1.4.4": ONE})


@pytest.mark.parametrize("text", ["N/A", "no", "", "NaN", "Infinity", "-"])
def test_an_unknown_notation_key_is_refused(text: str) -> None:
    with pytest.raises(GpcError, match=r"I\.1\.1"):
        parse_cell("I.1.1", text)


def test_numbers_and_notation_keys_are_read_apart() -> None:
    assert parse_cell("I.1.1", "12.5") == Decimal("12.5")
    assert parse_cell("I.1.1", "IE") is NotationKey.INCLUDED_ELSEWHERE
