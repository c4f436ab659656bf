"""Ratios officials ask for: per capita, intensity, change on the year before, shares.

Decimal in, Decimal out; a denominator of zero is refused, never answered with zero.
"""

from collections.abc import Mapping
from decimal import Decimal

HUNDRED = Decimal(100)


class RatioError(ValueError):
    """A ratio whose denominator makes it meaningless."""


def per_unit(total: Decimal, denominator: Decimal, *, of: str) -> Decimal:
    """Total divided by people, GDP, floor area or output; `of` names it in the message."""
    if not denominator.is_finite() or denominator <= 0:
        raise RatioError(f"{of} is {denominator}; a ratio needs a finite number above zero.")
    return total / denominator


def change_percent(before: Decimal, after: Decimal) -> Decimal:
    """Change from before to after in percent of before."""
    if before == 0:
        raise RatioError("The earlier value is zero; a change in percent does not exist.")
    return (after - before) / abs(before) * HUNDRED


def year_on_year(series: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Change in percent for every year whose preceding calendar year is in the series."""
    return {
        year: change_percent(series[year - 1], value)
        for year, value in sorted(series.items())
        if year - 1 in series and series[year - 1] != 0
    }


def average_annual_change_percent(first: Decimal, last: Decimal, years: int) -> Decimal:
    """Constant yearly rate, in percent, that leads from first to last in the given years."""
    if first <= 0 or last <= 0 or years < 1:
        raise RatioError("An average yearly rate needs values above zero and at least one year.")
    return ((last / first).ln() / years).exp() * HUNDRED - HUNDRED


def intensity_target_met(*, base: Decimal, current: Decimal, reduction_percent: Decimal) -> bool:
    """Whether an intensity fell by at least the target share of its base-year value."""
    return change_percent(base, current) <= -reduction_percent
