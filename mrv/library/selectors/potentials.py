"""Warming potentials of all sets, gas by gas."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from mrv.core.models import GwpSet, GwpValue

FIRST_GASES = ("CO2", "CH4", "CH4_biogenic", "N2O", "SF6", "NF3", "CF4", "C2F6")


@dataclass(frozen=True)
class PotentialRow:
    """One gas with its value by set code."""

    gas: str
    values: dict[str, Decimal]


def gwp_sets() -> list[GwpSet]:
    """All sets in the order they were published here."""
    return list(GwpSet.objects.order_by("pk"))


def potential_rows() -> list[PotentialRow]:
    """The gases every inventory has first, then the others by name."""
    held: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for gas, code, value in GwpValue.objects.values_list("gas", "gwp_set__code", "value"):
        held[gas][code] = value.normalize()
    rank = {gas: place for place, gas in enumerate(FIRST_GASES)}
    order = sorted(held, key=lambda gas: (rank.get(gas, len(rank)), gas))
    return [PotentialRow(gas, held[gas]) for gas in order]
