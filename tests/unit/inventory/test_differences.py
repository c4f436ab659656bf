"""Why a result changed: every cause named, and the causes add up to the difference."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventory.states import Cause
from inventory.tables.differences import LineFact, attribute


def line(stream: str = "coal", **changed: object) -> LineFact:
    facts = {"month": 1, "activity": Decimal(10), "unit": "t", "method": "m", "factors": "f", "co2e_t": Decimal(20)}
    return LineFact(stream=stream, **{**facts, **changed})  # type: ignore[arg-type]


def test_more_fuel_is_a_change_of_activity() -> None:
    assert attribute([line()], [line(activity=Decimal(12), co2e_t=Decimal(24))]) == {Cause.ACTIVITY: Decimal(4)}


def test_another_factor_is_a_change_of_factor() -> None:
    assert attribute([line()], [line(factors="g", co2e_t=Decimal(22))]) == {Cause.FACTOR: Decimal(2)}


def test_another_method_takes_the_whole_difference() -> None:
    changed = line(method="n", factors="g", activity=Decimal(11), co2e_t=Decimal(30))
    assert attribute([line()], [changed]) == {Cause.METHOD: Decimal(10)}


def test_activity_and_factor_together_are_told_apart() -> None:
    changed = line(factors="g", activity=Decimal(12), co2e_t=Decimal(30))
    assert attribute([line()], [changed]) == {Cause.ACTIVITY: Decimal(4), Cause.FACTOR: Decimal(6)}


def test_line_that_came_or_went_is_activity() -> None:
    assert attribute([line()], [line(), line("gas", co2e_t=Decimal(7))]) == {Cause.ACTIVITY: Decimal(7)}
    assert attribute([line(), line("gas", co2e_t=Decimal(7))], [line()]) == {Cause.ACTIVITY: Decimal(-7)}


def test_change_of_unit_is_activity_alone() -> None:
    changed = line(unit="kg", activity=Decimal(12000), factors="g", co2e_t=Decimal(24))
    assert attribute([line()], [changed]) == {Cause.ACTIVITY: Decimal(4)}


def test_equal_results_have_no_cause() -> None:
    assert attribute([line()], [line()]) == {}


lines = st.lists(
    st.builds(
        LineFact,
        stream=st.sampled_from("abc"),
        month=st.sampled_from([None, 1, 2]),
        activity=st.decimals(0, 10**6, places=3),
        unit=st.sampled_from(["t", "MWh"]),
        method=st.sampled_from("mn"),
        factors=st.sampled_from("fg"),
        co2e_t=st.decimals(-(10**6), 10**6, places=6),
    ),
    unique_by=lambda fact: fact.key,
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(lines, lines)
def test_causes_add_up_to_the_difference(before: list[LineFact], after: list[LineFact]) -> None:
    difference = sum((x.co2e_t for x in after), Decimal(0)) - sum((x.co2e_t for x in before), Decimal(0))
    assert sum(attribute(before, after).values(), Decimal(0)) == difference
