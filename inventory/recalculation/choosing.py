"""Which factor sets a source is computed with: those it was computed with, newer ones, or a proposal in their place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from inventory.models import AreaSource, Recalculation
from inventory.states import FactorChoice
from mrv.core.models import FactorSet
from reporting.calculation.many import Pins
from reporting.selectors.factor_impact import replaced


@dataclass
class Choosing:
    """The choice of one recalculation; every set is read once."""

    recalculation: Recalculation

    @cached_property
    def _released(self) -> list[FactorSet]:
        """Every version that ever was in force, oldest first."""
        return list(FactorSet.objects.released().order_by("code", "version"))

    @cached_property
    def replacements(self) -> dict[int, int]:
        """Versions of sets and what stands in their place."""
        sets = self.recalculation.sets
        if sets == FactorChoice.PINNED.value:
            return {}
        proposal = self.recalculation.factor_set
        if proposal is not None:
            older = FactorSet.objects.filter(code=proposal.code).exclude(pk=proposal.pk)
            return dict.fromkeys(older.values_list("pk", flat=True), proposal.pk)
        newest = {found.code: found.pk for found in self._released if found.state == "released"}
        return {
            found.pk: newest[found.code] for found in self._released if newest.get(found.code, found.pk) != found.pk
        }

    def pins(self, pinned: Sequence[int]) -> Pins:
        """What a version that pins these sets is computed with."""
        return tuple(replaced(pinned, self.replacements))

    def sets_of_source(self, source: AreaSource, *, replaces: bool) -> tuple[FactorSet, ...]:
        """The versions an area source was computed with when it was recorded, or those in their place."""
        held = [self._in_force(code, source) for code in source.factor_set_codes]
        found = [one for one in held if one is not None]
        if not replaces:
            return tuple(found)
        return tuple(self._by_key[self.replacements.get(one.pk, one.pk)] for one in found)

    def _in_force(self, code: str, source: AreaSource) -> FactorSet | None:
        """The newest version released before the source was recorded; the oldest, where none was."""
        versions = [one for one in self._released if one.code == code and one.valid_from.year <= source.year]
        before = [one for one in versions if one.released_at and one.released_at <= source.recorded_at]
        return next(iter([*before[-1:], *versions[:1]]), None)

    @cached_property
    def _by_key(self) -> dict[int, FactorSet]:
        wanted = {found.pk for found in self._released} | set(self.replacements.values())
        return FactorSet.objects.in_bulk(wanted)


def by_code(sets: Iterable[FactorSet]) -> dict[str, FactorSet]:
    """Sets by their code."""
    return {found.code: found for found in sets}
