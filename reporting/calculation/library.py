"""The pinned factor sets as candidates for the engine, and one resolution per key and validity.

A factor is looked up for the last day of the period: the one in force when the month (or year) closes. Variants
(``kind``) other than the plain ones are used only where the plan names them as ``factor_kind``.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mrv.accounting.factors import EmissionFactor, FactorRequest, Resolution, resolve
from mrv.accounting.gwp import GwpSet

PLAIN_KINDS = frozenset({"", "average", "process"})


@dataclass(frozen=True, slots=True)
class Key:
    """Which value is wanted: of what, which parameter, for which gas, which variant."""

    subject: str
    parameter: str
    gas: str
    kind: str = ""

    def text(self) -> str:
        """The key as one word for records."""
        return ":".join(filter(None, (self.subject, self.parameter, self.gas, self.kind)))


@dataclass(frozen=True)
class Place:
    """Where the facility is: places that contain it, nearest first, and the sector name factors use."""

    geographies: tuple[str, ...]
    factor_sector: str
    purpose: str


@dataclass
class Library:
    """Candidates of the pinned sets, by key; every resolution made is remembered for the record."""

    year: int
    place: Place
    allowed_sets: tuple[str, ...]
    factor_hash: str
    gwp: GwpSet
    candidates: Mapping[tuple[str, str, str], list[tuple[str, EmissionFactor]]]
    resolutions: dict[str, Resolution] = field(default_factory=dict)
    _known: dict[tuple[Key, date], tuple[str, Resolution]] = field(default_factory=dict)
    _steady: dict[Key, bool] = field(default_factory=dict)
    _changing: dict[str, bool] = field(default_factory=dict)

    def holds(self, key: Key) -> bool:
        """Whether any pinned set lists the key at all."""
        return bool(self._fitting(key))

    def changes_within_year(self, subject: str) -> bool:
        """Whether any factor of the subject begins or ends within the year, so that months may differ."""
        known = self._changing.get(subject)
        if known is None:
            keys = [Key(*key) for key in self.candidates if key[0] == subject]
            kinds = {kind for key in keys for kind, _ in self.candidates[key.subject, key.parameter, key.gas]}
            every = [Key(key.subject, key.parameter, key.gas, kind) for key in keys for kind in {"", *kinds}]
            known = self._changing[subject] = not all(self._is_steady(key) for key in every)
        return known

    def resolve(self, key: Key, month: int | None) -> tuple[str, Resolution]:
        """The name of the resolution in the record, and the resolution; FactorNotFoundError says what is missing."""
        day = self._day(key, month)
        known = self._known.get((key, day))
        if known is None:
            known = self._known[key, day] = self._resolve(key, day)
        return known

    def _resolve(self, key: Key, day: date) -> tuple[str, Resolution]:
        request = FactorRequest(
            subject=key.subject,
            parameter=key.parameter,
            on=day,
            allowed_sets=self.allowed_sets,
            gas=key.gas,
            geographies=self.place.geographies,
            sector=self.place.factor_sector,
            purpose=self.place.purpose,
        )
        resolution = resolve(self._fitting(key), request)
        name = f"{key.text()}@{day.isoformat()}"
        self.resolutions[name] = resolution
        return name, resolution

    def _fitting(self, key: Key) -> list[EmissionFactor]:
        """Candidates of the wanted variant for this place; factors of other places are no alternative to explain."""
        wanted = frozenset({key.kind}) if key.kind else PLAIN_KINDS
        held = self.candidates.get((key.subject, key.parameter, key.gas), [])
        places = {"", *self.place.geographies}
        return [factor for kind, factor in held if kind in wanted and factor.geography in places]

    def _day(self, key: Key, month: int | None) -> date:
        if month is None or self._is_steady(key):
            return date(self.year, 12, 31)
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def _is_steady(self, key: Key) -> bool:
        """Whether no candidate begins or ends within the year, so that one day answers for all months."""
        steady = self._steady.get(key)
        if steady is None:
            first, last = date(self.year, 1, 1), date(self.year, 12, 31)
            steady = self._steady[key] = not any(
                first < factor.valid_from <= last or (factor.valid_to is not None and first <= factor.valid_to < last)
                for factor in self._fitting(key)
            )
        return steady
