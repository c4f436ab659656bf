"""Sampling: which lines of a report a verifier should look at.

Rule (ISO 14064-3:2019, 6.1.3, evidence-gathering by risk): lines that a
check pointed at, lines that moved far against last year, and the heaviest lines until they cover a set
share of the tonnes; then a few lines nobody can foresee, drawn from the digest of the results, so that
the draw can be repeated and proven. Pure and deterministic.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from verification.risk import change_percent

FLAGGED, MOVED, HEAVY, DRAWN = "flagged", "moved", "heavy", "drawn"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One emission line as far as sampling looks at it; ``before_tco2e`` is the same line last year."""

    line_number: int
    co2e_t: Decimal
    flags: int = 0
    before_tco2e: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SamplingRule:
    """How much to look at: share of the tonnes, change in per cent that draws attention, blind draws, most lines."""

    cover_percent: Decimal = Decimal(70)
    change_percent: Decimal = Decimal(25)
    draws: int = 2
    at_most: int = 40


@dataclass(frozen=True, slots=True)
class Pick:
    """A proposed line with every reason for it, the weightiest first."""

    line_number: int
    reasons: tuple[str, ...]
    share_percent: Decimal


def propose(candidates: Sequence[Candidate], rule: SamplingRule, *, seed: str) -> tuple[Pick, ...]:
    """The lines to look at, most risk first; never more than ``rule.at_most``."""
    reasons: dict[int, list[str]] = {}
    for code, numbers in (
        (FLAGGED, _flagged(candidates)),
        (MOVED, _moved(candidates, rule)),
        (HEAVY, _heavy(candidates, rule)),
        (DRAWN, _drawn(candidates, rule, seed)),
    ):
        for number in numbers:
            reasons.setdefault(number, []).append(code)
    total = sum((abs(candidate.co2e_t) for candidate in candidates), Decimal(0))
    weights = {candidate.line_number: abs(candidate.co2e_t) for candidate in candidates}
    picks = [Pick(number, _strict(found), _share(weights[number], total)) for number, found in reasons.items()]
    return tuple(sorted(picks, key=_rank)[: rule.at_most])


def _flagged(candidates: Sequence[Candidate]) -> list[int]:
    return [c.line_number for c in sorted(candidates, key=lambda c: (-c.flags, c.line_number)) if c.flags]


def _moved(candidates: Sequence[Candidate], rule: SamplingRule) -> list[int]:
    changes = [(c.line_number, change_percent(c.co2e_t, c.before_tco2e)) for c in candidates]
    return [number for number, change in changes if change is not None and abs(change) >= rule.change_percent]


def _heavy(candidates: Sequence[Candidate], rule: SamplingRule) -> list[int]:
    total = sum((abs(c.co2e_t) for c in candidates), Decimal(0))
    covered, chosen = Decimal(0), []
    for candidate in sorted(candidates, key=lambda c: (-abs(c.co2e_t), c.line_number)):
        if covered * 100 >= rule.cover_percent * total or not candidate.co2e_t:
            break
        covered += abs(candidate.co2e_t)
        chosen.append(candidate.line_number)
    return chosen


def _drawn(candidates: Sequence[Candidate], rule: SamplingRule, seed: str) -> list[int]:
    def lot(candidate: Candidate) -> str:
        return hashlib.sha256(f"{seed}:{candidate.line_number}".encode()).hexdigest()

    light = {c.line_number for c in candidates} - set(_heavy(candidates, rule))
    rest = [c for c in candidates if c.line_number in light]
    return [c.line_number for c in sorted(rest, key=lot)[: rule.draws]]


def _strict(reasons: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reasons))


def _share(part: Decimal, total: Decimal) -> Decimal:
    return (part * 100 / total).quantize(Decimal("0.01")) if total else Decimal("0.00")


def _rank(pick: Pick) -> tuple[int, Decimal, int]:
    order = (FLAGGED, MOVED, HEAVY, DRAWN)
    return (order.index(pick.reasons[0]), -pick.share_percent, pick.line_number)
