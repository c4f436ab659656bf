"""Asymmetric intervals of wide uncertainties. IPCC 2006 Guidelines vol. 1 ch. 3, 3.2.3.1, equations 3.5 to 3.7.

Propagation gives one half range U. Where it is wide, a symmetric interval would reach below zero; the guidelines then
take a lognormal distribution that keeps the arithmetic mean m (the reported amount) and the half range:
s = exp(sqrt(ln(1 + (U / 200)^2))), g = exp(ln m - 1/2 ln(1 + (U / 200)^2)), and the interval from g s^-1.96 to g s^1.96.
"""

from decimal import Decimal, localcontext

from mrv.accounting.rounding import CONTEXT

#: Half width in percent from which a quantity of one sign is taken as lognormal: a normal one would soon be negative.
WIDE_PERCENT = 30
_Z = Decimal("1.96")


def lognormal_ends(percent: Decimal) -> tuple[Decimal, Decimal]:
    """Both ends of the 95 % interval as multiples of the mean, for a half range in percent of it."""
    with localcontext(CONTEXT):
        variance = (1 + (percent / 200) ** 2).ln()
        reach = _Z * variance.sqrt()
        return (-variance / 2 - reach).exp(), (-variance / 2 + reach).exp()
