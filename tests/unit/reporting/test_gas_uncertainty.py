"""The uncertainty of each gas, and in another GWP set, from the profile of a line alone: as if computed in it."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrv.accounting.gwp import GwpSet
from mrv.accounting.uncertainty import (
    Asked,
    Group,
    Part,
    Profile,
    lognormal_ends,
    product,
    profile_of,
    uncertain,
    weighed,
)
from reporting.calculation.lines import Line
from reporting.calculation.uncertainty import Assessor
from tests.unit.reporting.test_line_uncertainty import AR5, only_line, stream

AR4 = GwpSet("AR4", "IPCC", {"CO2": Decimal(1), "CH4": Decimal(25), "N2O": Decimal(298)})


def profile(line: Line, gwp: GwpSet = AR5) -> Profile:
    assessor = Assessor(gwp)
    held = assessor.profiles[assessor.of(line).profile]
    return profile_of(held.parts, held.gases, held.gwp_set_code)


def percent(found: Profile, asked: Asked, amount: str = "1000") -> Decimal | None:
    tonnes = Decimal(amount)
    group = weighed(found, tonnes, tonnes**2, asked, lines=1)
    return uncertain([group]).percent if group else None


@pytest.mark.parametrize(("gas", "own"), [("CO2", "5"), ("CH4", "150"), ("N2O", "900")])
def test_a_gas_carries_the_activity_the_calorific_value_and_its_own_factor(gas: str, own: str) -> None:
    # Meter 2 %, calorific value 2 %, then the factor of this gas alone.
    found = percent(profile(only_line(stream("oil", {1: "1000"}))), Asked(gas=gas, is_mass=True))
    assert found == product([Decimal(2), Decimal(2), Decimal(own)]).quantize(Decimal("0.001"))


def test_the_activity_of_a_line_is_one_fact_for_all_its_gases() -> None:
    found = profile(only_line(stream("oil", {1: "1000"}, uncertainty="10")))
    assert found.gases is not None
    whole = weighed(found, Decimal(1), Decimal(1), Asked(gwp_set="AR5"), lines=1)
    assert whole is not None
    assert whole.parts is not None
    (activity,) = [part.percent for part in whole.parts if part.name == "activity"]
    # Fully correlated: the shares add up to the whole 10 %, not to their root sum of squares.
    assert isclose(activity, 10, rel_tol=1e-20)


def test_a_line_that_emits_nothing_of_a_gas_has_no_part_in_it() -> None:
    found = profile(only_line(stream("coal", {1: "1000"})))
    assert percent(found, Asked(gas="CH4", is_mass=True)) is None
    assert percent(found, Asked(gas="CO2", is_mass=True)) == Decimal("5.385")


def test_what_is_unknown_of_one_gas_leaves_the_others_known() -> None:
    line = only_line(stream("oil", {1: "1000"}))
    assessor = Assessor(AR5)
    held = assessor.profiles[assessor.of(line).profile]
    parts = [{**part, "percent": ""} if part["input"] == "ef_ch4" else part for part in held.parts]
    found = profile_of(parts, held.gases, held.gwp_set_code)
    assert percent(found, Asked(gas="CH4", is_mass=True)) is None
    assert percent(found, Asked(gwp_set="AR4", gwp=AR4.values)) is None
    assert percent(found, Asked(gas="CO2", is_mass=True)) is not None


@given(st.decimals("0.001", "1000000", places=3), st.sampled_from(["", "1.5", "40"]))
@settings(max_examples=25, deadline=None)
def test_another_gwp_set_gives_what_a_computation_in_it_would(amount: Decimal, declared: str) -> None:
    line = only_line(stream("oil", {1: f"{amount:.3f}"}, uncertainty=declared))
    of_ar5 = profile(line)
    assessed = Assessor(AR4).of(line)
    assert percent(of_ar5, Asked(gwp_set="AR4", gwp=AR4.values)) == assessed.percent
    assert percent(of_ar5, Asked(gwp_set="AR5", gwp=AR5.values)) == Assessor(AR5).of(line).percent


@given(st.lists(st.decimals("0.01", "1000", places=2), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_gases_add_up_to_the_co2e_they_are_part_of(amounts: list[Decimal]) -> None:
    found = profile(only_line(stream("oil", {1: "1000"})))
    total, squares = sum(amounts, Decimal(0)), sum((amount**2 for amount in amounts), Decimal(0))
    groups = [weighed(found, total, squares, Asked(gas=gas, gwp_set="AR5")) for gas in ("CO2", "CH4", "N2O")]
    assert isclose(sum(group.amount for group in groups if group), total, rel_tol=1e-24)


def test_a_profile_that_does_not_know_its_gases_answers_for_no_gas() -> None:
    old = replace(profile(only_line(stream("coal", {1: "1000"}))), gases={})
    assert weighed(old, Decimal(1), Decimal(1), Asked(gas="CO2", is_mass=True)) is None


def test_a_derived_amount_differs_from_the_stored_one_by_rounding_alone_if_it_covers_every_entry() -> None:
    found = profile(only_line(stream("oil", {1: "1000"})))
    group = weighed(found, Decimal(3), Decimal(9), Asked(gas="CH4", is_mass=True), lines=1)
    assert group is not None
    stored = group.amount.quantize(Decimal("0.000001"))
    whole = uncertain([group]).within(stored, 1)
    assert (whole.amount, whole.coverage, whole.known_amount) == (stored, Decimal(100), stored)
    missing = uncertain([group]).within(2 * stored, 2)
    assert missing.amount == 2 * stored
    assert missing.coverage == Decimal("50.0")


@pytest.mark.parametrize("amount", ["100", "-100"])
def test_a_wide_interval_is_not_symmetric_and_keeps_its_sign(amount: str) -> None:
    tonnes = Decimal(amount)
    wide = Profile(profile_of([{"elasticity": "1", "percent": "900", "key": "", "input": "n2o"}], {}, "").parts)

    found = uncertain([Group(tonnes, tonnes**2, wide.parts)])
    low, high = lognormal_ends(Decimal(900))
    assert found.interval == tuple(sorted(round(tonnes * end, 6) for end in (low, high)))
    assert found.is_skewed
    assert found.bounds == (Decimal("99.295"), Decimal("567.507"))


def test_tonnes_of_both_signs_keep_a_symmetric_interval() -> None:

    parts = [Part(Fraction(50))]
    found = uncertain([Group(Decimal(100), Decimal(10000), parts), Group(Decimal(-60), Decimal(3600), parts)])
    assert found.is_skewed is False
    assert found.bounds == (found.percent, found.percent)
    assert found.interval is not None
    assert found.interval[0] < 0
