"""Approach 2 agrees with approach 1 where both hold; seeds decide everything; shared factors widen a sum."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import isclose, sqrt
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrv.accounting.uncertainty import Group, Line, Part, simulate, uncertain
from reporting.calculation import simulating
from reporting.calculation.simulating import KINDS, Drawn, Settings, distribution, simulated

SEED = Settings(seed=20260101, draws=20_000)


def part(percent: str, key: str = "", elasticity: str = "1", origin: str = "factor") -> dict[str, str]:
    return {
        "percent": percent,
        "key": key,
        "elasticity": elasticity,
        "origin": origin,
        "input": "x",
        "basis": "declared",
    }


PROFILES = {
    "shared": [part("3", origin="declared"), part("4", "factor:coal")],
    "own": [part("3", origin="declared"), part("4")],
    "unknown": [part("", origin="declared")],
    "gases": [part("3", origin="declared"), part("4", "factor:co2", "0.9"), part("20", "factor:n2o", "0.1")],
}


class Held:
    """The profiles of the test in place of stored ones."""

    def filter(self, **_: object) -> "Held":
        return self

    def values_list(self, *_: str) -> list[tuple[str, list[dict[str, str]]]]:
        return list(PROFILES.items())


@pytest.fixture(autouse=True)
def _profiles() -> Iterator[None]:
    with patch.object(simulating.UncertaintyProfile, "objects", Held()):
        yield


def drawn(profile: str, *amounts: str) -> list[Drawn]:
    return [Drawn(f"site {n}", Decimal(a), Decimal(a) ** 2, profile) for n, a in enumerate(amounts)]


def width(found: dict[str, Decimal]) -> float:
    return float(50 * (found["upper_tco2e"] - found["lower_tco2e"]) / found["known_tco2e"])


@pytest.mark.parametrize("profile", ["shared", "own", "gases"])
def test_simulation_agrees_with_propagation_for_small_normal_uncertainties(profile: str) -> None:
    found = simulated(drawn(profile, "100", "300"), SEED)
    assert isclose(width(found), float(found["approach_1_percent"]), rel_tol=0.03)


def test_a_shared_factor_raises_the_spread_of_the_sum() -> None:
    same, own = (simulated(drawn(profile, *["100"] * 16), SEED) for profile in ("shared", "own"))
    # sqrt(3^2 / 16 + 4^2) = 4.07 and sqrt((3^2 + 4^2) / 16) = 1.25
    assert isclose(width(same), 4.07, rel_tol=0.03)
    assert isclose(width(own), 1.25, rel_tol=0.03)


def test_lines_drawn_together_have_the_interval_of_their_sum() -> None:
    together = [Drawn("site", Decimal(1600), Decimal(16 * 100**2), "own")]
    apart = drawn("own", *["100"] * 16)
    assert isclose(width(simulated(together, SEED)), width(simulated(apart, SEED)), rel_tol=0.03)


@given(st.permutations(range(4)), st.integers(0, 2**31 - 1))
@settings(max_examples=10, deadline=None)
def test_the_same_seed_gives_the_same_result_whatever_the_order(order: list[int], seed: int) -> None:
    lines = drawn("shared", "1", "20", "300", "4000")
    chosen = Settings(seed=seed, draws=1_000)
    first = simulated(lines, chosen)
    assert simulated([lines[n] for n in order], chosen) == first
    assert simulated(lines, Settings(seed=(seed + 1) % 2**31, draws=1_000))["mean_tco2e"] != first["mean_tco2e"]


def test_what_is_unknown_is_not_simulated_and_lowers_the_coverage(in_english: None) -> None:
    found = simulated([*drawn("own", "100"), Drawn("other", Decimal(300), Decimal(90_000), "unknown")], SEED)
    assert (found["known_tco2e"], found["coverage_percent"]) == (Decimal(100), Decimal(25))
    with pytest.raises(ValueError, match="nothing to simulate"):
        simulated(drawn("unknown", "100"), SEED)


def test_the_result_records_seed_draws_distributions_and_a_histogram() -> None:
    found = simulated(drawn("shared", "100", "300"), SEED)
    assert (found["seed"], found["draws"]) == (20260101, 20_000)
    assert found["distributions"]["used"] == {"normal": 3}
    assert 0 < 20_000 - sum(found["histogram"]["counts"]) < 100
    assert len(found["histogram"]["edges"]) == len(found["histogram"]["counts"]) + 1
    assert Decimal(found["percentiles"]["2.5"]) == found["lower_tco2e"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_distribution_keeps_the_interval_it_is_given(kind: str) -> None:
    around = distribution(kind, 10.0)
    low, high = around.low, around.high
    if around.kind == "triangular":
        low, high = (1 + (end - 1) * (1 - sqrt(0.05)) for end in (low, high))
    if around.kind == "uniform":
        low, high = (1 + (end - 1) * 0.95 for end in (low, high))
    assert isclose(high, 1.1, rel_tol=5e-3 if around.kind == "lognormal" else 1e-9)
    assert isclose(low, 0.9, rel_tol=0.02)


def test_a_wide_uncertainty_never_draws_a_negative_emission() -> None:
    assert {distribution(kind, 150.0).kind for kind in ("auto", "triangular", "uniform")} == {"lognormal"}
    assert distribution("auto", 30.0).kind == "normal"


@pytest.mark.parametrize("percent", [31, 60, 150, 900])
def test_wide_quantity_has_one_mean_and_one_interval_in_both_approaches(percent: int) -> None:
    tonnes = Decimal(1000)
    by_sums = uncertain([Group(tonnes, tonnes**2, [Part(Fraction(percent))])])
    line = Line(float(tonnes), ("x",))
    by_draws = simulate([line], {"x": distribution("auto", percent)}, draws=100_000, seed=5)[""]
    assert by_sums.interval is not None
    low, high = (float(end) for end in by_sums.interval)
    assert isclose(by_draws.lower, low, rel_tol=0.03)
    assert isclose(by_draws.upper, high, rel_tol=0.03)
    assert abs(by_draws.mean - float(tonnes)) < 4 * by_draws.standard_error


def test_sum_of_many_wide_lines_agrees_too() -> None:
    lines = [Line(1.0, (f"x{number}",)) for number in range(16)]
    around = {f"x{number}": distribution("auto", 100) for number in range(16)}
    by_draws = simulate(lines, around, draws=50_000, seed=9)[""]
    by_sums = uncertain([Group(Decimal(16), Decimal(16), [Part(Fraction(100))])])
    assert by_sums.percent == Decimal(25)
    assert isclose(by_draws.lower_percent, 25, rel_tol=0.15)
    assert isclose(by_draws.upper_percent, 25, rel_tol=0.15)


@given(st.lists(st.decimals("0.01", "1000", places=2), min_size=1, max_size=12))
@settings(max_examples=50, deadline=None)
def test_a_shared_factor_never_lowers_the_uncertainty_of_a_sum(amounts: list[Decimal]) -> None:
    own = [Group(a, a * a, [Part(Fraction(3)), Part(Fraction(4))]) for a in amounts]
    shared = [Group(a, a * a, [Part(Fraction(3)), Part(Fraction(4), "factor")]) for a in amounts]
    low, high = uncertain(own).percent, uncertain(shared).percent
    assert low is not None
    assert high is not None
    assert low <= high


def test_settings_that_cannot_be_used_are_named() -> None:
    faults = Settings(seed=-1, draws=10, activity="guess").faults()
    assert [name for name, _ in faults] == ["draws", "seed", "activity"]
