"""P3: exact calculation of a million lines with factor lookup, against the same formula in float64.

The reference multiplies activity by three looked-up factors and 44/12 in float64 numpy, and rounds nothing; ours
checks ranges, looks up exact rationals, rounds half up to the gram and agrees with the single-line path in every
digit. Run by itself: python -m bench.exact_lines
"""

from collections.abc import Callable
from statistics import quantiles
from time import perf_counter

import numpy as np

from mrv.accounting import Quantity, method, parse_unit
from mrv.accounting.bulk import Combination, combine

LINES = 1_000_000
COMBINATIONS = 2_000
PAIRS = 9
SECONDS_PER_SIDE = 0.3


def prepare() -> tuple[Callable[[], object], Callable[[], object]]:
    """Return (ours, reference): each calculates all lines once."""
    generator = np.random.default_rng(2017)
    grams = generator.integers(0, 10**12, LINES)
    rows = generator.integers(0, COMBINATIONS, LINES)
    heat = generator.integers(10_000, 50_000, COMBINATIONS)
    carbon = generator.integers(1_000, 3_000, COMBINATIONS)
    oxidized = generator.integers(90, 101, COMBINATIONS)
    combinations = [
        Combination(
            parse_unit("t"),
            {
                "net_calorific_value": Quantity.of(f"{ncv / 1000:.3f}", "GJ/t"),
                "carbon_content": Quantity.of(f"{cc / 100000:.5f}", "tC/GJ"),
                "oxidation_factor": Quantity.of(str(of), "%"),
            },
        )
        for ncv, cc, of in zip(heat.tolist(), carbon.tolist(), oxidized.tolist(), strict=True)
    ]
    plan = combine(method("cn.combustion.ncv_cc_of"), combinations)
    tonnes, ncv, cc, of = grams / 1e6, heat / 1e3, carbon / 1e5, oxidized / 1e2
    return (
        lambda: plan.calculate(grams, rows, decimals=6),
        lambda: tonnes * ncv[rows] * cc[rows] * of[rows] * (44 / 12),
    )


def measure(ours: Callable[[], object], reference: Callable[[], object]) -> dict[str, float]:
    """Return median and interquartile range of the pairwise ratio of times, alternating the two sides."""
    ratios = [_seconds(ours) / _seconds(reference) for _ in range(PAIRS)]
    low, median, high = quantiles(ratios, n=4)
    return {"ratio": median, "iqr": high - low, "goal": 2.0}


def _seconds(side: Callable[[], object]) -> float:
    started, runs = perf_counter(), 0
    while perf_counter() - started < SECONDS_PER_SIDE:
        side()
        runs += 1
    return (perf_counter() - started) / runs


if __name__ == "__main__":
    result = measure(*prepare())
    print(f"P3 {result['ratio']:.2f}x the float64 kernel (goal <= {result['goal']}x, IQR {result['iqr']:.2f})")
