"""P3: exact calculation of a million lines with factor lookup, against the same formula in float64.

The reference multiplies activity by three looked-up factors and 44/12 in float64 numpy, and rounds nothing; ours
checks ranges, looks up exact rationals, rounds half up to the gram and agrees with the single-line path in every
digit.
"""

import numpy as np

from bench.harness import Comparison, at_most, compare, measure
from mrv.accounting import Quantity, method, parse_unit
from mrv.accounting.bulk import Combination, combine

LINES = 1_000_000
COMBINATIONS = 2_000


@measure(
    "P3",
    what="Calculate a million lines exactly, factors looked up, rounded half up to the gram",
    against="the same formula in numpy float64, unrounded",
    goal=at_most(2.0),
)
def exact_lines() -> Comparison:
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
    found = compare(
        lambda: plan.calculate(grams, rows, decimals=6),
        lambda: tonnes * ncv[rows] * cc[rows] * of[rows] * (44 / 12),
    )
    return found.noted(f"{LINES / found.ours_seconds / 1e6:.1f} million lines/s")
