"""Calculate again from an explanation alone and tell every difference.

An auditor who holds the JSON of one explanation needs nothing else: method, inputs as given, choices, GWP values
and rounding rule are in it. An explanation that was altered by one digit, or a method whose formula has changed
since, does not survive the replay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mrv.accounting.catalogue import method
from mrv.accounting.gwp import GwpSet
from mrv.accounting.methods.reading import Given
from mrv.accounting.methods.result import Result
from mrv.accounting.quantity import Quantity

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the record and the replay disagree."""

    place: str
    recorded: str
    replayed: str


def replay(record: Record) -> Result:
    """Return the result calculated from an explanation as a dictionary; engine errors if it is not valid input."""
    return method(record["method"]["identifier"]).calculate(_inputs(record), gwp=_gwp(record))


def differences(record: Record) -> tuple[Difference, ...]:
    """Return where a fresh calculation differs from the record, empty if it is the same to the last digit."""
    fresh: Record = replay(record).explanation.to_dict()
    parts = ("formula", "results", "rounding", "gwp", "co2e_t", "choices")
    pairs = [(part, record[part], fresh[part]) for part in parts]
    pairs.append(("method", record["method"]["fingerprint"], fresh["method"]["fingerprint"]))
    return tuple(Difference(place, str(old), str(new)) for place, old, new in pairs if old != new)


def _inputs(record: Record) -> dict[str, Given]:
    given: dict[str, Given] = dict(record["choices"])
    declared = {spec.name: spec for spec in method(record["method"]["identifier"]).inputs}
    for told in record["inputs"]:
        if told["origin"] != "given":
            continue
        rows = tuple(_quantity(text) for text in told["given"].split("; ") if text)
        given[told["name"]] = rows if declared[told["name"]].rows else rows[0]
    return given


def _quantity(text: str) -> Quantity:
    value, _, unit = text.partition(" ")
    return Quantity.of(value, unit)


def _gwp(record: Record) -> GwpSet | None:
    told = record["gwp"]
    if not told:
        return None
    values = {gas: Decimal(value) for gas, value in told["values"].items()}
    return GwpSet(told["code"], told["citation"], values)
