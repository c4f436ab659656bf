"""Which of two figures is reported when a calculation is judged wrong, and signs of transferred CO2.

UK ETS (Monitoring and Reporting Regulation (EU) 2018/2066 as retained, articles 49 and 50; verification
opinion): the figure of the one who found the calculation wrong replaces it. CO2 passed on is deducted, CO2
received is added.
"""

from collections.abc import Iterable
from decimal import Decimal


def reportable(calculated: Decimal, *, is_correct: bool, provided: Decimal | None = None) -> Decimal:
    """Return the calculated figure, or the provided one where the calculation was judged wrong."""
    if is_correct:
        return calculated
    if provided is None:
        raise ValueError("A calculation judged wrong needs the figure that replaces it.")
    return provided


def transferred(emissions: Decimal, *, is_received: bool) -> Decimal:
    """Return received CO2 as positive and CO2 passed on as negative, whatever sign it was stated with."""
    return abs(emissions) if is_received else -abs(emissions)


def total_of(parts: Iterable[Decimal]) -> Decimal:
    """Return the sum of recorded figures, without rounding again."""
    return sum(parts, Decimal(0))
