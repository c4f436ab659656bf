"""The uncertainty of every line by IPCC approach 1, and what it consists of. IPCC 2006 vol. 1 ch. 3, equation 3.1.

A line's parts are its inputs: elasticity of the CO2e times the uncertainty of the input. The uncertainty of an input
is, in this order: declared with the row; stated in the monitoring plan; published with the factor; the default of the
means of determination or of the factor's gas and grade (`mrv.reference.uncertainty`). Where none is to be had the
line's uncertainty is unknown, which is not zero. Lines with the same parts share one profile, named by its digest.
For a method proportional to its activity the elasticities do not depend on the amount, so that bulk and single way
agree to the last digit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple, NotRequired, TypedDict

import orjson

from mrv.accounting.errors import AccountingError
from mrv.accounting.gwp import GwpSet
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.reading import Given
from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import EXACT
from mrv.accounting.uncertainty import GasShare, combined, elasticities, gas_shares
from mrv.reference.uncertainty import determination_in, determinations, factor_default
from reporting.calculation.declared import Declared, Stream, plain
from reporting.calculation.lines import Line
from reporting.models import UncertaintyProfile

LENGTH = 16
# What the kind of data of an area source says of its determination.
MEANS = {"statistics": "statistics", "implied": "estimate", "estimate": "estimate"}


class Known(NamedTuple):
    """The uncertainty of one input in percent, and the code of what it rests on; blank = unknown."""

    percent: str
    basis: str


UNKNOWN = Known("", "")


class RecordedPart(TypedDict):
    """A part of a profile as it is stored; decimals as strings, a blank percent is unknown."""

    input: str
    origin: str
    elasticity: str
    percent: str
    basis: str
    key: str
    gases: NotRequired[dict[str, str]]


Gases = Mapping[str, Mapping[str, str]]


def share_text(value: Fraction) -> str:
    """A share as text, to 28 significant digits."""
    return f"{EXACT.apply(value).normalize():f}"


class Moved(NamedTuple):
    """What inputs move: the elasticities of the CO2e, and the gases it consists of."""

    co2e: Mapping[str, Decimal]
    gases: Mapping[str, GasShare]

    def recorded(self) -> Gases:
        """The gases as a profile stores them."""
        return {
            gas: {"mass": share_text(share.mass), "co2e": share_text(share.co2e)} for gas, share in self.gases.items()
        }

    def of_gases(self, name: str) -> dict[str, str]:
        """The elasticities of the mass of every gas by one input; empty for a line of one gas."""
        held = {gas: share.elasticities.get(name) for gas, share in self.gases.items()}
        return {gas: f"{elasticity.normalize():f}" for gas, elasticity in held.items() if elasticity}


class Assessed(NamedTuple):
    """The uncertainty of a line: percent (None = unknown), digest of its profile, both as text for COPY."""

    percent: Decimal | None
    profile: str
    columns: str


NOTHING = Assessed(None, "", "\\N\t")


@dataclass(frozen=True, slots=True)
class _Case:
    """What decides elasticities; equal by ``key`` alone."""

    key: tuple[object, ...]
    method: Method = field(compare=False)
    inputs: Mapping[str, Given] = field(compare=False)
    gwp: GwpSet = field(compare=False)


@lru_cache(maxsize=8192)
def _moved(case: _Case) -> Moved:
    result = case.method.calculate(case.inputs, gwp=case.gwp)
    return Moved(elasticities(result), gas_shares(result))


class Assessor:
    """Assesses the lines of one run; remembers what lines share."""

    def __init__(self, gwp: GwpSet) -> None:
        self.gwp = gwp
        self.profiles: dict[str, UncertaintyProfile] = {}
        self._gwp_key = tuple(sorted(gwp.values.items()))
        self._known: dict[tuple[object, ...], Assessed] = {}

    def of(self, line: Line) -> Assessed:
        """The uncertainty of a line."""
        stream, declared = line.stream, line.declared
        is_proportional = line.method.activity == stream.activity_parameter
        amount = "" if is_proportional else declared.quantity
        said = (declared.uncertainty, declared.data_source, stream.determination, stream.uncertainty)
        key = (id(line.inputs), declared.unit, amount, said)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._assess(line, is_proportional=is_proportional)
        return found

    def _assess(self, line: Line, *, is_proportional: bool) -> Assessed:
        moved = self._elasticities(line, is_proportional=is_proportional)
        names = moved.co2e.keys() | {name for share in moved.gases.values() for name in share.elasticities}
        if not names:
            return NOTHING
        ordered = [spec.name for spec in line.method.inputs if spec.name in names]
        return self.of_parts([_part(line, name, moved) for name in ordered], moved.recorded())

    def of_parts(self, parts: list[RecordedPart], gases: Gases) -> Assessed:
        """The uncertainty that parts amount to; their profile is remembered."""
        content = {"parts": parts, "gases": gases, "gwp_set": self.gwp.code}
        digest = sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()[:LENGTH]
        percent = percent_of(parts)
        self.profiles[digest] = UncertaintyProfile(
            digest=digest, percent=percent, parts=parts, gases=gases, gwp_set_code=self.gwp.code
        )
        shown = "\\N" if percent is None else f"{percent}"
        return Assessed(percent, digest, f"{shown}\t{digest}")

    def _elasticities(self, line: Line, *, is_proportional: bool) -> Moved:
        actual = plain(line.declared.quantity)
        if is_proportional:
            try:
                return _moved(self._case(line, "1"))
            except AccountingError:
                # One unit is out of the range of this method; any amount gives the same elasticities.
                return _moved(self._case(line, actual))
        return _moved(self._case(line, actual))

    def _case(self, line: Line, amount: str) -> _Case:
        given = {**line.inputs.given, line.stream.activity_parameter: Quantity.of(amount, line.declared.unit)}
        shown = tuple((name, str(value)) for name, value in sorted(given.items()))
        return _Case(
            (line.method.identifier, line.method.fingerprint, shown, self._gwp_key), line.method, given, self.gwp
        )


def percent_of(parts: Iterable[Mapping[str, Any]]) -> Decimal | None:
    """The percentage parts amount to; None if one of them is unknown."""
    carried: list[tuple[str, Decimal]] = []
    for part in parts:
        if part["elasticity"] == "0":
            continue
        if not part["percent"]:
            return None
        carried.append((part["key"], Decimal(part["elasticity"]) * Decimal(part["percent"])))
    return combined(carried)


def store_profiles(profiles: Mapping[str, UncertaintyProfile]) -> None:
    """Keep profiles that are not held yet; in the order of their digests, so that writers queue."""
    UncertaintyProfile.objects.bulk_create([one for _, one in sorted(profiles.items())], ignore_conflicts=True)


def _part(line: Line, name: str, moved: Moved) -> RecordedPart:
    stream = line.stream
    if name == stream.activity_parameter:
        known, key, origin = activity_uncertainty(stream, line.declared), "", "declared"
    else:
        record = line.inputs.record.get(name, {})
        origin = str(record.get("origin", "default"))
        known, key = _SOURCES[origin](line, name, record)
    part = RecordedPart(
        input=name,
        origin=origin,
        elasticity=f"{moved.co2e.get(name, Decimal(0)).normalize():f}",
        percent=known.percent,
        basis=known.basis,
        key=key,
    )
    gases = moved.of_gases(name)
    return {**part, "gases": gases} if gases else part


def activity_uncertainty(stream: Stream, declared: Declared) -> Known:
    """Declared with the row, stated in the plan, or the default of the determination."""
    if declared.uncertainty:
        return Known(plain(declared.uncertainty), "declared")
    if stream.uncertainty:
        return Known(plain(stream.uncertainty), "plan")
    if stream.determination in determinations():
        return Known(f"{determinations()[stream.determination].percent:f}", f"determination:{stream.determination}")
    return _of_words(declared.data_source)


def area_uncertainty(declared: str, provenance: str, source: str) -> Known:
    """The uncertainty of a stated emission: its own, or the default of what kind of data it is."""
    if declared:
        return Known(plain(declared), "declared")
    means = MEANS.get(provenance)
    return Known(f"{determinations()[means].percent:f}", f"determination:{means}") if means else _of_words(source)


def _of_words(text: str) -> Known:
    found = determination_in(text)
    return Known(f"{found.percent:f}", f"determination:{found.code}") if found else UNKNOWN


def _measured(line: Line, name: str, record: Mapping[str, Any]) -> tuple[Known, str]:
    """A value measured once for the year is one fact for all its months."""
    held = line.stream.rows.get((name, line.month))
    declared = held or line.stream.value(name, line.month)
    key = "" if held or line.month is None else f"measured:{line.stream.id}:{name}"
    if declared is not None and declared.uncertainty:
        return Known(plain(declared.uncertainty), "declared"), key
    return _of_words(str(record.get("source", ""))), key


def _planned(line: Line, name: str, record: Mapping[str, Any]) -> tuple[Known, str]:
    """A constant is one fact wherever the same value is taken from the same source."""
    stated = str(line.stream.approved_inputs.get(name, {}).get("uncertainty_percent", ""))
    fact = f"{name}|{record.get('value')}|{record.get('unit')}|{record.get('source')}"
    key = f"plan:{sha256(fact.encode()).hexdigest()[:LENGTH]}"
    return (Known(stated, "plan") if stated else _of_words(str(record.get("source", "")))), key


def _resolved(line: Line, name: str, record: Mapping[str, Any]) -> tuple[Known, str]:
    factor = record["factor"]
    key = f"factor:{factor['identifier']}@{factor['valid_from']}"
    if factor["uncertainty_percent"]:
        return Known(plain(factor["uncertainty_percent"]), "published"), key
    parameter, gas = _asked(name, str(record.get("resolution", "")))
    found = factor_default(parameter, gas, factor["grade"])
    return (Known(f"{found.percent:f}", f"default:{found.code}") if found else UNKNOWN), key


def _asked(name: str, resolution: str) -> tuple[str, str]:
    """Parameter and gas of a resolution ``fuel:parameter:gas:kind@day``."""
    words = resolution.partition("@")[0].split(":")
    is_factor = "emission_factor" in words
    gas = next((word for word in words if word in {"CH4", "N2O"}), "")
    return ("emission_factor", gas) if is_factor else (name, "")


def _exact(line: Line, name: str, record: Mapping[str, Any]) -> tuple[Known, str]:
    """A default or choice of the method itself is a convention: it carries none."""
    return Known("0", "convention"), f"convention:{line.method.identifier}:{name}"


_SOURCES = {
    "measured": _measured, "plan": _planned, "factor": _resolved, "default": _exact, "choice": _exact,
}  # fmt: skip
