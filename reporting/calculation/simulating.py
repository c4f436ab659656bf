"""Approach 2 on demand: groups of lines become lines of a Monte Carlo simulation. IPCC 2006 vol. 1 ch. 3, 3.2.3.2.

Lines of one profile in one place are drawn together. Facts they share (a factor) keep one multiplier over all groups;
what is independent from line to line gets one multiplier per group, whose interval is that of the sum (equation 3.2):
exact for normal distributions, and by the central limit theorem close for the others. Only lines whose uncertainty is
known take part; the coverage says how much that is. Floats stay in here: a simulation is a statistic, never a number
of record.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mrv.accounting.messages import Text
from mrv.accounting.rounding import to_decimal
from mrv.accounting.uncertainty import (
    PERCENTILES,
    WIDE_PERCENT,
    Asked,
    Distribution,
    Group,
    Line,
    Outcome,
    parts_of,
    profile_of,
    simulate,
    uncertain,
)
from reporting.models import UncertaintyProfile

KINDS = ("auto", "normal", "lognormal", "triangular", "uniform")
DRAWS = (1_000, 100_000)
SEEDS = 2**31
# Half the base of a triangle, and of a rectangle, per half of the interval that holds 95 % of it.
_TRIANGLE, _RECTANGLE = 1 / (1 - sqrt(0.05)), 1 / 0.95
_WHOLE = 100.0
_STEP = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a simulation is asked to do; the same settings on the same lines give the same result."""

    seed: int
    draws: int = 10_000
    activity: str = "auto"
    factors: str = "auto"

    def faults(self) -> list[tuple[str, Text]]:
        """What is wrong with them, by field."""
        found: list[tuple[str, Text]] = []
        if not DRAWS[0] <= self.draws <= DRAWS[1]:
            words = Text(f"Choose {DRAWS[0]} to {DRAWS[1]} draws.", f"抽样次数应为 {DRAWS[0]} 至 {DRAWS[1]}。")
            found.append(("draws", words))
        if not 0 <= self.seed < SEEDS:
            found.append(("seed", Text(f"Choose a seed of 0 to {SEEDS - 1}.", f"随机种子应为 0 至 {SEEDS - 1}。")))
        for name in ("activity", "factors"):
            if getattr(self, name) not in KINDS:
                known = ", ".join(KINDS)
                found.append((name, Text(f"Choose one of {known}.", f"请从 {known} 中选择。")))
        return found

    def require_sound(self) -> None:
        """ValidationError by field, in the language of the reader, if they cannot be used."""
        language = get_language() or "en"
        errors = {name: text.to(language) for name, text in self.faults()}
        if errors:
            raise ValidationError(errors)


def new_seed() -> int:
    """A seed for those who name none."""
    return secrets.randbelow(SEEDS)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Lines drawn together: a label that is theirs alone, sums of amounts and squares, their profile, their number."""

    label: str
    amount: Decimal
    squares: Decimal
    profile: str
    entries: int = 0


class Whole(NamedTuple):
    """The stored total that the lines are part of, and the entries it is the sum of."""

    amount: Decimal
    entries: int


Recorded = Sequence[Mapping[str, Any]]
UNKNOWN: Recorded = ({"percent": "", "elasticity": "1", "key": ""},)
AS_REPORTED = Asked()


def simulated(
    drawn: Iterable[Drawn],
    settings: Settings,
    tell: Callable[[int, int], None] | None = None,
    *,
    asked: Asked = AS_REPORTED,
    whole: Whole | None = None,
) -> dict[str, Any]:
    """The columns of a stored simulation; ValueError if no line has a known uncertainty."""
    groups = _as_asked(drawn, asked)
    known = [(one, parts) for one, parts in groups if parts_of(parts) is not None]
    if not known:
        raise ValueError(_("No line has a known uncertainty; there is nothing to simulate."))
    around: dict[str, Distribution] = {}
    lines = [_line(one, parts, settings, around) for one, parts in known]
    outcome = simulate(lines, around, draws=settings.draws, seed=settings.seed, tell=tell)[""]
    beside = uncertain(Group(one.amount, one.squares, parts_of(parts), one.entries) for one, parts in groups)
    if whole is not None:
        beside = beside.within(*whole)
    kinds = [found.kind for found in around.values()]
    return {
        **_columns(outcome),
        "distributions": {
            "settings": asdict(settings),
            "used": {kind: kinds.count(kind) for kind in sorted(set(kinds))},
            "groups": len(known),
        },
        "known_tco2e": beside.known_amount,
        "coverage_percent": beside.coverage,
        "approach_1_percent": beside.percent,
    }


def _as_asked(drawn: Iterable[Drawn], asked: Asked) -> list[tuple[Drawn, Recorded]]:
    """The lines in a fixed order with the parts of their profiles, as amounts of what is asked of them."""
    ordered = sorted((one for one in drawn if one.amount), key=lambda one: (one.label, one.profile))
    held = UncertaintyProfile.objects.filter(digest__in={one.profile for one in ordered})
    rows = {digest: row for digest, *row in held.values_list("digest", "parts", "gases", "gwp_set_code")}
    if asked.is_as_reported:
        return [(one, rows[one.profile][0] if one.profile in rows else UNKNOWN) for one in ordered]
    found = (_weighed(one, asked, *rows[one.profile]) for one in ordered if one.profile in rows)
    return [one for one in found if one is not None]


def _weighed(
    one: Drawn, asked: Asked, parts: Recorded, gases: Mapping[str, Mapping[str, str]], gwp_set: str
) -> tuple[Drawn, Recorded] | None:
    """Lines as what is asked of them, their inputs with the elasticities of that; None if they have nothing of it."""
    weights = asked.weights(profile_of(parts, gases, gwp_set))
    whole = sum(weights.values(), Fraction(0))
    if not whole:
        return None
    amount, squares = to_decimal(Fraction(one.amount) * whole), to_decimal(Fraction(one.squares) * whole**2)
    entries = one.entries * len(weights)
    if len(gases) == 1:
        return replace(one, amount=amount, squares=squares, entries=entries), parts
    shares = {gas: weight / whole for gas, weight in weights.items()}
    moved = [
        {**part, "elasticity": f"{to_decimal(sum((shares[gas] * Fraction(by) for gas, by in held), Fraction(0))):f}"}
        for part in parts
        if (held := [(gas, by) for gas, by in part.get("gases", {}).items() if gas in shares])
    ]
    return replace(one, amount=amount, squares=squares, entries=entries), moved


def _line(one: Drawn, parts: Recorded, settings: Settings, around: dict[str, Distribution]) -> Line:
    """A line of the simulation; its distributions are added to ``around``."""
    ratio = sqrt(one.squares) / abs(float(one.amount))
    keys, slopes = [], []
    for place, part in enumerate(parts):
        percent = float(part["percent"] or 0) * (1.0 if part["key"] else ratio)
        if not percent or part["elasticity"] == "0":
            continue
        key = part["key"] or f"{one.label}:{one.profile}:{place}"
        kind = settings.factors if part["origin"] == "factor" else settings.activity
        around.setdefault(key, distribution(kind, percent))
        keys.append(key)
        slopes.append(float(part["elasticity"]))
    return Line(float(one.amount), tuple(keys), slopes=tuple(slopes))


def distribution(kind: str, percent: float) -> Distribution:
    """A multiplier around 1 with this half width of the 95 % interval; one that cannot be negative if it is wide."""
    if kind == "triangular" and percent * _TRIANGLE <= _WHOLE:
        return Distribution.triangular(percent * _TRIANGLE, percent * _TRIANGLE)
    if kind == "uniform" and percent * _RECTANGLE <= _WHOLE:
        return Distribution.uniform(percent * _RECTANGLE, percent * _RECTANGLE)
    if kind == "normal" or (kind == "auto" and percent <= WIDE_PERCENT):
        return Distribution.normal(percent)
    return Distribution.wide(percent)


def _columns(outcome: Outcome) -> dict[str, Any]:
    """Statistics as decimals, to the gram."""
    return {
        "seed": outcome.seed,
        "draws": outcome.draws,
        "mean_tco2e": _decimal(outcome.mean),
        "deviation_tco2e": _decimal(outcome.standard_deviation),
        "lower_tco2e": _decimal(outcome.lower),
        "upper_tco2e": _decimal(outcome.upper),
        "percentiles": {
            f"{name:g}": f"{_decimal(value):f}" for name, value in zip(PERCENTILES, outcome.percentiles, strict=True)
        },
        "histogram": {
            "edges": [f"{_decimal(edge):f}" for edge in outcome.edges],
            "counts": list(outcome.counts),
        },
    }


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(_STEP)
