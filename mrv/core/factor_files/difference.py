"""What a new version of a set adds, changes and removes against the one before, value by value."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from mrv.reference import FactorFact

COMPARED = ("value", "unit", "valid_to", "uncertainty_low", "uncertainty_high", "source", "grade", "flag", "note")


@dataclass(frozen=True, slots=True)
class Change:
    """One value that both versions hold, with the columns that differ."""

    before: FactorFact
    after: FactorFact
    columns: tuple[str, ...]


@dataclass(slots=True)
class SetDifference:
    """The difference of two versions."""

    added: list[FactorFact] = field(default_factory=list)
    removed: list[FactorFact] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether both versions say the same."""
        return not (self.added or self.removed or self.changed)


def set_difference(before: Iterable[FactorFact], after: Iterable[FactorFact]) -> SetDifference:
    """Compare by identity and first day of validity."""
    held = {(fact.identity, fact.valid_from): fact for fact in before}
    found = SetDifference()
    for fact in after:
        other = held.pop((fact.identity, fact.valid_from), None)
        if other is None:
            found.added.append(fact)
            continue
        columns = tuple(name for name in COMPARED if _shown(other, name) != _shown(fact, name))
        if columns:
            found.changed.append(Change(other, fact, columns))
        else:
            found.unchanged += 1
    found.removed = list(held.values())
    return found


def _shown(fact: FactorFact, column: str) -> object:
    value = getattr(fact, column)
    return str(value) if column == "source" else value
