"""Uncertainty of one gas, or of CO2e in another GWP set, from what lines store. IPCC 2006 vol. 1 ch. 3, 3.2.3.1.

Lines of one profile have the same gases per t CO2e, so that the sums of their CO2e and of its squares give those of
any weighed sum of their gases, exactly. Inputs keep who they are: the activity of a line, and every other input of
its own, moves all gases of the line together; the factor of one gas moves that gas alone; a factor that lines share
stays shared. A profile that does not know its gases adds nothing to what is asked of a gas: its tonnes are unknown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from mrv.accounting.rounding import to_decimal
from mrv.accounting.uncertainty.shares import REST
from mrv.accounting.uncertainty.sums import Group, Part, parts_of

#: Never in a total.
BIOGENIC = "CO2_BIO"


@dataclass(frozen=True, slots=True)
class Share:
    """One gas of a profile, t and t CO2e per t CO2e of the line; its parts, None where one is unknown."""

    mass: Fraction
    co2e: Fraction
    parts: tuple[Part, ...] | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What lines with the same uncertainty have in common; ``gases`` empty = they are not known one by one."""

    parts: tuple[Part, ...] | None
    gwp_set: str = ""
    gases: Mapping[str, Share] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of lines: a gas (blank = all that count), its mass or its CO2e, and the GWP set if another.

    ``gwp`` are the t CO2e per t of CO2, CH4 and N2O in that set; other gases stay as reported.
    """

    gas: str = ""
    is_mass: bool = False
    gwp_set: str = ""
    gwp: Mapping[str, Decimal] | None = None

    @property
    def is_as_reported(self) -> bool:
        """All gases in the CO2e that lines were computed with."""
        return not self.gas and not self.gwp_set

    def weights(self, profile: Profile) -> dict[str, Fraction]:
        """Amount of every gas that counts, per t CO2e of the line."""
        gases = profile.gases or {}
        wanted = [self.gas] if self.gas else [gas for gas in gases if gas != BIOGENIC]
        return {gas: self._weight(gas, gases[gas], profile) for gas in wanted if gas in gases}

    def _weight(self, gas: str, share: Share, profile: Profile) -> Fraction:
        if self.is_mass:
            return share.mass
        if not self.gwp_set or gas == REST or profile.gwp_set == self.gwp_set:
            return share.co2e
        return share.mass * Fraction((self.gwp or {}).get(gas, Decimal(0)))


def profile_of(recorded: Sequence[Mapping[str, Any]], gases: Mapping[str, Mapping[str, str]], gwp_set: str) -> Profile:
    """A profile from its recorded form."""
    shares = {
        gas: Share(Fraction(share["mass"]), Fraction(share["co2e"]), parts_of(_of_gas(recorded, gas, len(gases))))
        for gas, share in gases.items()
    }
    return Profile(parts_of(recorded), gwp_set, shares)


def _of_gas(recorded: Iterable[Mapping[str, Any]], gas: str, count: int) -> list[Mapping[str, str]]:
    """The parts with the elasticities of one gas; an input that does not move it is none of its parts."""
    if count == 1:
        return list(recorded)
    moved = ((part, part.get("gases", {}).get(gas, "")) for part in recorded)
    return [{**part, "elasticity": elasticity} for part, elasticity in moved if elasticity]


def weighed(profile: Profile, amount: Decimal, squares: Decimal, asked: Asked, *, lines: int = 0) -> Group | None:
    """A group of lines as what is asked of them; None where they have nothing of it, or do not know.

    ``lines`` are counted once for every gas, as entries of the cells are.
    """
    weights = asked.weights(profile)
    whole = sum(weights.values(), Fraction(0))
    if not whole or profile.gases is None:
        return None
    return Group(
        amount=to_decimal(Fraction(amount) * whole),
        squares=to_decimal(Fraction(squares) * whole * whole),
        parts=_joined(profile, weights, whole),
        entries=lines * len(weights),
    )


def _joined(profile: Profile, weights: Mapping[str, Fraction], whole: Fraction) -> tuple[Part, ...] | None:
    """What each input carries into the weighed sum: over the gases of a line it is one and the same input."""
    assert profile.gases is not None
    carried: dict[tuple[str, str], Fraction] = {}
    for gas, weight in weights.items():
        parts = profile.gases[gas].parts
        if parts is None:
            return None
        for part in parts:
            place = (part.name, part.key)
            carried[place] = carried.get(place, Fraction(0)) + weight / whole * part.percent
    return tuple(Part(percent, key, name) for (name, key), percent in carried.items() if percent)
