"""Uncertainty: propagation against the uncertainties library, simulation against propagation, pedigree marks."""

from decimal import Decimal
from fractions import Fraction
from math import isclose, sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uncertainties import ufloat

from mrv.accounting import Quantity, Result, method
from mrv.accounting.uncertainty import (
    Distribution,
    Line,
    Pedigree,
    Spread,
    gsd2_of_product,
    gsd2_of_sum,
    product,
    rating,
    simulate,
    spread_of,
    total,
)

percents = st.decimals("0", "60", places=2)


def test_product_rule_is_equation_3_1() -> None:
    assert round(product([Decimal(5), Decimal(10)]), 10) == Decimal("11.1803398875")


def test_sum_rule_is_equation_3_2() -> None:
    assert total([Decimal(100), Decimal(50)], [Decimal(10), Decimal(20)]).quantize(Decimal("1e-8")) == (
        Decimal(sqrt(10**2 + 10**2) / 150 * 100).quantize(Decimal("1e-8"))
    )
    assert total([Decimal(5), Decimal(-5)], [Decimal(1), Decimal(1)]) == 0


def combustion(activity: str = "1000") -> Result:
    """Return a combustion result."""
    inputs = {
        "activity": Quantity.of(activity, "t"),
        "net_calorific_value": Quantity.of("42.652", "GJ/t"),
        "carbon_content": Quantity.of("20.2", "tC/TJ"),
        "oxidation_factor": Quantity.of("98", "%"),
    }
    return method("cn.combustion.ncv_cc_of").calculate(inputs)


@given(percents, percents, percents)
def test_propagation_through_a_method_agrees_with_the_product_rule(a: Decimal, b: Decimal, c: Decimal) -> None:
    given_percents = {"activity": a, "net_calorific_value": b, "carbon_content": c}
    spread = spread_of(combustion(), given_percents, output="co2")
    assert abs(spread.percent - product([a, b, c])) < Decimal("1e-9")


def test_propagation_agrees_with_the_uncertainties_library() -> None:
    heat = method("ipcc.combustion.liquid_volume")
    inputs = {
        "activity": Quantity.of("1000", "L"),
        "density": Quantity.of("0.84", "kg/L"),
        "net_calorific_value": Quantity.of("43", "TJ/Gg"),
        "ef_co2": Quantity.of("74100", "kgCO2/TJ"),
        "ef_ch4": Quantity.of("3", "kgCH4/TJ"),
        "ef_n2o": Quantity.of("0.6", "kgN2O/TJ"),
    }
    spread = spread_of(heat.calculate(inputs), {"activity": Decimal(5), "ef_co2": Decimal(7)}, output="co2")
    expected = ufloat(1000, 50) * 0.84e-6 * 43 * ufloat(74100, 74100 * 0.07)
    assert isclose(float(spread.half_width), expected.std_dev / 1000, rel_tol=1e-9)


def test_a_shared_factor_adds_linearly_and_an_own_one_in_quadrature() -> None:
    lines = [combustion("1000"), combustion("1000")]
    own = sum((spread_of(line, {"carbon_content": Decimal(10)}, output="co2") for line in lines), Spread())
    shared = sum(
        (
            spread_of(line, {"carbon_content": Decimal(10)}, output="co2", shared={"carbon_content": "diesel"})
            for line in lines
        ),
        Spread(),
    )
    assert abs(own.percent - Decimal(10) / Decimal(2).sqrt()) < Decimal("1e-9")
    assert abs(shared.percent - 10) < Decimal("1e-9")
    low, high = shared.interval
    assert low < Decimal(str(float(shared.amount))) < high


def test_spreads_add_up_in_any_order() -> None:
    spreads = [Spread(Fraction(n), Fraction(n * n), {"f": Fraction(n, 3), str(n % 2): Fraction(n)}) for n in range(9)]
    forward = sum(spreads, Spread())
    Random(4).shuffle(spreads)
    assert sum(spreads, Spread()) == forward


def test_simulation_agrees_with_propagation_for_small_normal_uncertainties() -> None:
    lines = [Line(100.0, ("a1", "factor")), Line(50.0, ("a2", "factor"))]
    around = {"a1": Distribution.normal(5), "a2": Distribution.normal(8), "factor": Distribution.normal(10)}
    outcome = simulate(lines, around, draws=40_000, seed=7)[""]
    expected = 100 * sqrt((100 * 0.05) ** 2 + (50 * 0.08) ** 2 + (150 * 0.10) ** 2) / 150
    assert isclose(outcome.lower_percent, expected, rel_tol=0.03)
    assert isclose(outcome.upper_percent, expected, rel_tol=0.03)
    assert abs(outcome.mean - 150) < 4 * outcome.standard_error


@given(
    st.lists(st.tuples(st.integers(1, 1000), st.integers(1, 10)), min_size=1, max_size=6),
    st.integers(0, 10),
    st.integers(0, 2**31 - 1),
)
@settings(max_examples=15, deadline=None)
def test_approach_2_agrees_with_approach_1_for_any_small_normal_uncertainties(
    sites: list[tuple[int, int]], shared: int, seed: int
) -> None:
    lines = [Line(float(amount), (f"a{n}", "factor")) for n, (amount, _) in enumerate(sites)]
    around = {f"a{n}": Distribution.normal(percent) for n, (_, percent) in enumerate(sites)}
    outcome = simulate(lines, {**around, "factor": Distribution.normal(shared)}, draws=20_000, seed=seed)[""]
    spread = sum(
        (Spread(Fraction(amount), Fraction(amount * percent) ** 2, {"factor": Fraction(amount * shared)})
         for amount, percent in sites),
        Spread(),
    )  # fmt: skip
    half = (outcome.upper_percent + outcome.lower_percent) / 2
    assert isclose(half, float(spread.percent), rel_tol=0.06)


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=8), st.integers(1, 60))
def test_a_fully_shared_factor_adds_linearly(amounts: list[int], percent: int) -> None:
    parts = [Spread(Fraction(amount), Fraction(0), {"factor": Fraction(amount * percent)}) for amount in amounts]
    together = sum(parts, Spread())
    assert isclose(together.percent, percent, rel_tol=1e-40)
    assert isclose(together.half_width, sum(part.half_width for part in parts), rel_tol=1e-40)


@pytest.mark.parametrize(
    ("distribution", "mean", "low", "high"),
    [
        (Distribution.normal(20), 1.0, 0.8, 1.2),
        (Distribution.lognormal(2.0), 1.0, 0.469, 1.878),
        (Distribution.wide(50), 1.0, 0.599, 1.572),
        (Distribution.wide(200), 1.0, 0.138, 3.615),
        (Distribution.triangular(30, 60), 1.1, 0.782, 1.484),
        (Distribution.uniform(10, 30), 1.1, 0.91, 1.29),
    ],
)
def test_distributions_have_the_mean_and_interval_they_promise(
    distribution: Distribution, mean: float, low: float, high: float
) -> None:
    outcome = simulate([Line(1.0, ("x",))], {"x": distribution}, draws=60_000, seed=11)[""]
    assert isclose(outcome.mean, mean, rel_tol=0.01)
    assert isclose(outcome.lower, low, rel_tol=0.015)
    assert isclose(outcome.upper, high, rel_tol=0.015)


def test_equal_seeds_give_equal_results_whatever_the_order_of_lines() -> None:
    around = {key: Distribution.lognormal(1.5) for key in "abc"}
    lines = [Line(1.0, ("a",), ("steel",)), Line(2.0, ("b",), ("steel",)), Line(4.0, ("c", "a"), ("power",))]
    first = simulate(lines, around, draws=2_000, seed=3)
    second = simulate(lines, around, draws=2_000, seed=3)
    turned = simulate(lines[::-1], around, draws=2_000, seed=3)
    assert first == second
    assert first["power"] == turned["power"]
    assert isclose(first[""].upper, turned[""].upper, rel_tol=1e-12)
    assert simulate(lines, around, draws=2_000, seed=4)[""] != first[""]


def test_too_few_draws_are_refused() -> None:
    with pytest.raises(ValueError, match="use at least 1000"):
        simulate([], {}, draws=10, seed=1)


def test_pedigree_marks_give_the_published_gsd2() -> None:
    assert isclose(float(Pedigree().gsd2()), 2.5163566012590954, rel_tol=1e-12)
    judged = Pedigree(reliability=2, technical=1, geographic=3, temporal=5, completeness=4)
    assert isclose(float(judged.gsd2()), 2.0488353976695466, rel_tol=1e-12)
    assert rating(judged.gsd2()) == 2
    assert rating(Pedigree(5, 5, 5, 5, 5).gsd2()) == 5
    assert rating(Pedigree().gsd2()) == 1


def test_pedigree_spreads_combine_as_products_and_sums() -> None:
    two = Decimal(2)
    assert abs(gsd2_of_product(two, Decimal(1)) - two) < Decimal("1e-40")
    assert gsd2_of_product(two, two) > two
    assert gsd2_of_sum([Decimal(1), Decimal(1)], [two, two]) < two
    assert gsd2_of_sum([], []) == 1


def test_a_mark_off_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="marks run from 1"):
        Pedigree(reliability=6).gsd2()
