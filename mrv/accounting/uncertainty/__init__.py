"""Uncertainty of results: IPCC approach 1 (propagation), approach 2 (Monte Carlo), pedigree scores.

Uncertainties are half the 95 % confidence interval, in percent of the value (IPCC 2006 vol. 1 ch. 3, 3.1.3).
They are statistics about a number of record, never part of it.
"""

from mrv.accounting.uncertainty.approach1 import Spread, product, spread_of, total
from mrv.accounting.uncertainty.asymmetric import WIDE_PERCENT, lognormal_ends
from mrv.accounting.uncertainty.monte_carlo import PERCENTILES, Distribution, Line, Outcome, simulate
from mrv.accounting.uncertainty.pedigree import Pedigree, gsd2_of_product, gsd2_of_sum, rating
from mrv.accounting.uncertainty.shares import GasShare, combined, elasticities, gas_shares
from mrv.accounting.uncertainty.sums import Group, Part, Uncertain, parts_of, uncertain
from mrv.accounting.uncertainty.weighing import Asked, Profile, profile_of, weighed

__all__ = [
    "PERCENTILES",
    "WIDE_PERCENT",
    "Asked",
    "Distribution",
    "GasShare",
    "Group",
    "Line",
    "Outcome",
    "Part",
    "Pedigree",
    "Profile",
    "Spread",
    "Uncertain",
    "combined",
    "elasticities",
    "gas_shares",
    "gsd2_of_product",
    "gsd2_of_sum",
    "lognormal_ends",
    "parts_of",
    "product",
    "profile_of",
    "rating",
    "simulate",
    "spread_of",
    "total",
    "uncertain",
    "weighed",
]
