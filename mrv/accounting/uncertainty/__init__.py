"""Uncertainty of results: IPCC approach 1 (propagation), approach 2 (Monte Carlo), pedigree scores.

Uncertainties are half the 95 % confidence interval, in percent of the value (IPCC 2006 vol. 1 ch. 3, 3.1.3).
They are statistics about a number of record, never part of it.
"""

from mrv.accounting.uncertainty.approach1 import Spread, product, spread_of, total
from mrv.accounting.uncertainty.monte_carlo import PERCENTILES, Distribution, Line, Outcome, simulate
from mrv.accounting.uncertainty.pedigree import Pedigree, gsd2_of_product, gsd2_of_sum, rating
from mrv.accounting.uncertainty.shares import combined, elasticities
from mrv.accounting.uncertainty.sums import Group, Part, Uncertain, parts_of, uncertain

__all__ = [
    "PERCENTILES",
    "Distribution",
    "Group",
    "Line",
    "Outcome",
    "Part",
    "Pedigree",
    "Spread",
    "Uncertain",
    "combined",
    "elasticities",
    "gsd2_of_product",
    "gsd2_of_sum",
    "parts_of",
    "product",
    "rating",
    "simulate",
    "spread_of",
    "total",
    "uncertain",
]
