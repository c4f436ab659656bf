"""The factor sets a version pins, and the newest released version of each."""

from dataclasses import dataclass

from mrv.core.models import FactorSet
from reporting.models import ReportVersion
from reporting.services.open_report import newest_released


@dataclass(frozen=True, slots=True)
class Pin:
    """A pinned set; ``newest`` is None when the pinned version is the one in force or none is."""

    pinned: FactorSet
    newest: FactorSet | None


def pins_of(version: ReportVersion) -> list[Pin]:
    """The pins in their order, best first: two queries."""
    held = FactorSet.objects.in_bulk(version.factor_set_ids)
    pinned = [held[pk] for pk in version.factor_set_ids if pk in held]
    newest = {found.code: found for found in _newest([found.code for found in pinned])}
    return [Pin(found, _other(newest.get(found.code), found)) for found in pinned]


def newest_pins(version: ReportVersion) -> list[int]:
    """What the version would pin if it moved to the newest released versions, in the same order."""
    return [(pin.newest or pin.pinned).pk for pin in pins_of(version)]


def _newest(codes: list[str]) -> list[FactorSet]:
    return list(FactorSet.objects.filter(pk__in=newest_released(codes)))


def _other(newest: FactorSet | None, pinned: FactorSet) -> FactorSet | None:
    return newest if newest is not None and newest.pk != pinned.pk else None
