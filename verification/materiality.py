"""Materiality: do the uncorrected misstatements matter, and which opinions are open because of it.

Rule: thresholds are data (5 per cent below 500 kt, 2 per cent at or above, per programme). The
aggregate is the sum of the absolute effects of all uncorrected misstatements, so that an overstatement
never hides an understatement; it is material when it exceeds the threshold (ISO 14064-3:2019, 5.1.7).
The comparison multiplies and never divides, so it is exact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from verification.states import Opinion

PERCENT_PLACES = Decimal("0.0001")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Threshold:
    """From this total on, in tCO2e, misstatements above ``percent`` of it are material."""

    from_tco2e: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True)
class OpenFindings:
    """How many findings are not settled, and how many of them are material by the verifier's judgement."""

    count: int = 0
    material: int = 0
    recommendations: int = 0


@dataclass(frozen=True, slots=True)
class Materiality:
    """The computed answer; ``percent`` is None when there is nothing to divide by."""

    total_tco2e: Decimal
    threshold_percent: Decimal
    threshold_tco2e: Decimal
    aggregate_tco2e: Decimal
    net_tco2e: Decimal
    percent: Decimal | None
    is_material: bool


@dataclass(frozen=True, slots=True)
class OpinionChoice:
    """One opinion: open or not, and the code of the reason why not."""

    opinion: Opinion
    is_open: bool
    reason: str = ""


def threshold_for(total_tco2e: Decimal, thresholds: Sequence[Threshold]) -> Threshold:
    """The threshold in force for this total: the highest start not above it. ValueError when there is none."""
    reached = [threshold for threshold in thresholds if threshold.from_tco2e <= total_tco2e]
    if not reached:
        raise ValueError(
            f"No materiality threshold covers a total of {total_tco2e} tCO2e. "
            "Add one that starts at 0 to the materiality thresholds of the programme."
        )
    return max(reached, key=lambda threshold: threshold.from_tco2e)


def assess(total_tco2e: Decimal, effects: Iterable[Decimal], thresholds: Sequence[Threshold]) -> Materiality:
    """Compare the uncorrected misstatements (signed tCO2e) with the threshold for the total."""
    threshold = threshold_for(total_tco2e, thresholds)
    signed = list(effects)
    aggregate = sum((abs(effect) for effect in signed), Decimal(0))
    return Materiality(
        total_tco2e=total_tco2e,
        threshold_percent=threshold.percent,
        threshold_tco2e=total_tco2e * threshold.percent / HUNDRED,
        aggregate_tco2e=aggregate,
        net_tco2e=sum(signed, Decimal(0)),
        percent=percent_of(aggregate, total_tco2e),
        is_material=aggregate * HUNDRED > threshold.percent * total_tco2e,
    )


def percent_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """``part`` in per cent of ``whole``, to four decimals; None from or without a whole."""
    if whole <= 0:
        return None
    return (part * HUNDRED / whole).quantize(PERCENT_PLACES, ROUND_HALF_UP)


def opinions(materiality: Materiality, findings: OpenFindings) -> tuple[OpinionChoice, ...]:
    """Every opinion, open or closed, in the order of the statement form."""
    material = materiality.is_material or findings.material > 0
    return (
        _choice(Opinion.VERIFIED, _why_not_verified(material, findings)),
        _choice(Opinion.WITH_COMMENTS, "material" if material else ""),
        _choice(Opinion.CONSERVATIVE, "" if findings.count else "nothing_unresolved"),
        _choice(Opinion.NOT_VERIFIED, ""),
    )


def _choice(opinion: Opinion, reason: str) -> OpinionChoice:
    return OpinionChoice(opinion, is_open=not reason, reason=reason)


def _why_not_verified(material: bool, findings: OpenFindings) -> str:
    if material:
        return "material"
    return "unresolved_findings" if findings.count else ""


def is_conservative(*, computed_tco2e: Decimal, imposed_tco2e: Decimal, net_understatement_tco2e: Decimal) -> bool:
    """A conservative estimate never lies below the computed figure nor below it with the understatement added."""
    return imposed_tco2e >= computed_tco2e + max(net_understatement_tco2e, Decimal(0))
