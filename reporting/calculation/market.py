"""The market-based result of purchased electricity, beside its location-based lines of record.

GHG Protocol Scope 2 Guidance (2015), ch. 6 and 7: what certificates cover takes their stated factor, the rest takes
the residual mix. Where the pinned sets hold no residual mix, the mix without market-traded non-fossil power stands in
(it is what certificates leave over); where they hold neither, the factor of the lines, and the reason is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from mrv.accounting.errors import AccountingError
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.energy.market_based import METHOD
from mrv.accounting.methods.reading import Given
from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import rule
from mrv.accounting.units import parse_unit
from reporting.calculation.combination import Inputs
from reporting.calculation.declared import plain
from reporting.calculation.library import Key, Library
from reporting.calculation.lines import NANO, Line, mantissa
from reporting.calculation.records import fixed

ELECTRICITY = "scope2.electricity.purchased"
FACTOR = "emission_factor"
MWH, PER_MWH = parse_unit("MWh"), parse_unit("tCO2/MWh")
KINDS = (("residual_mix", "residual_mix"), ("excluding_market_traded_non_fossil", "untraded_mix"))
_NINE = rule("half_up_9")


class Cover(NamedTuple):
    """Electricity of one certificate: MWh and tCO2/MWh as text of decimals, and what tells it apart."""

    volume_mwh: str
    factor: str
    reference: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MarketRow:
    """The market-based result of one stream; ``inputs`` are what the method took, as stored."""

    stream_code: str
    electricity_mwh: Decimal
    certified_mwh: Decimal
    location_co2_t: Decimal
    market_co2_t: Decimal
    residual_basis: str
    residual_factor: Decimal
    inputs: Mapping[str, Any]


@dataclass(slots=True)
class Bought:
    """Electricity of one stream over the year; amounts are whole numbers of 10^-9 of their unit."""

    fuel: str
    co2: int = 0
    units: dict[str, int] = field(default_factory=dict)
    used: dict[int, Inputs] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        """Count a line of record."""
        unit = line.declared.unit
        self.units[unit] = self.units.get(unit, 0) + mantissa(line.declared.quantity)
        self.co2 += line.masses.get("CO2", 0)
        self.used[id(line.inputs)] = line.inputs

    @property
    def mwh(self) -> Fraction:
        """The amount of the year."""
        return sum((amount * _per_unit(unit) for unit, amount in self.units.items()), Fraction(0))

    @property
    def factors(self) -> list[Mapping[str, Any]]:
        """The different factors of the lines."""
        records = (inputs.record.get(FACTOR) for inputs in self.used.values())
        found = {(str(one["value"]), str(one["unit"])): one for one in records if one is not None}
        return list(found.values())

    def record(self) -> dict[str, Any]:
        """The amount as the method takes it: in the declared unit if there is one, else in MWh."""
        if len(self.units) == 1:
            [(unit, amount)] = self.units.items()
            return {"value": plain(fixed(amount)), "unit": unit, "origin": "declared"}
        return {"value": plain(f"{_NINE.apply(self.mwh):f}"), "unit": "MWh", "origin": "declared"}


@lru_cache(maxsize=4096)
def _per_unit(unit: str) -> Fraction:
    """MWh of 10^-9 of a unit."""
    return parse_unit(unit).ratio_to(MWH) / 10**NANO


def market_rows(lines: Iterable[Line], covers: Mapping[str, Sequence[Cover]], library: Library) -> list[MarketRow]:
    """One row per stream of purchased electricity, by code. AccountingError if certificates exceed the electricity."""
    bought: dict[str, Bought] = {}
    for line in lines:
        if line.stream.method == ELECTRICITY:
            bought.setdefault(line.stream.code, Bought(line.stream.fuel)).add(line)
    shared: dict[str, tuple[str, dict[str, Any]] | None] = {}
    return [_row(code, bought[code], covers.get(code, ()), library, shared) for code in sorted(bought)]


def _row(
    code: str,
    bought: Bought,
    covers: Sequence[Cover],
    library: Library,
    shared: dict[str, tuple[str, dict[str, Any]] | None],
) -> MarketRow:
    if bought.fuel not in shared:
        shared[bought.fuel] = _residual(bought.fuel, library)
    basis, residual = shared[bought.fuel] or ("line_factor", _line_factor(bought))
    amount, mwh = bought.record(), bought.mwh
    inputs = {
        "electricity": amount,
        "certified": [{"value": one.volume_mwh, "unit": "MWh", **one.reference} for one in covers],
        "certified_factor": [{"value": one.factor, "unit": "tCO2/MWh"} for one in covers],
        "residual_factor": residual,
    }
    return MarketRow(
        stream_code=code,
        electricity_mwh=_NINE.apply(mwh),
        certified_mwh=sum((Decimal(one.volume_mwh) for one in covers), Decimal(0)),
        location_co2_t=Decimal(bought.co2).scaleb(-NANO),
        market_co2_t=market_co2(inputs, METHOD) if covers else _uncovered(amount, residual),
        residual_basis=basis,
        residual_factor=_NINE.apply(per_mwh(residual)),
        inputs=inputs,
    )


def given(inputs: Mapping[str, Any]) -> dict[str, Given]:
    """The stored inputs as the method takes them."""
    rows = {name: tuple(_quantity(one) for one in inputs[name]) for name in ("certified", "certified_factor")}
    return {**rows, **{name: _quantity(inputs[name]) for name in ("electricity", "residual_factor")}}


def market_co2(inputs: Mapping[str, Any], method: Method) -> Decimal:
    """Tonnes from stored inputs."""
    return method.calculate(given(inputs)).masses["CO2"]


def _uncovered(amount: Mapping[str, str], residual: Mapping[str, Any]) -> Decimal:
    """The formula of the method where nothing is covered, without its reading of inputs: Q x EFR, rounded once."""
    exact = Fraction(amount["value"]) * 10**NANO * _per_unit(amount["unit"])
    return METHOD.rounding.apply(exact * per_mwh(residual))


def per_mwh(factor: Mapping[str, Any]) -> Fraction:
    """A factor in tCO2/MWh, exactly."""
    return _per_mwh(str(factor["value"]), str(factor["unit"]))


@lru_cache(maxsize=4096)
def _per_mwh(value: str, unit: str) -> Fraction:
    return Fraction(value) * parse_unit(unit).ratio_to(PER_MWH)


def _quantity(one: Mapping[str, Any]) -> Quantity:
    return Quantity.of(str(one["value"]), str(one["unit"]))


def _residual(fuel: str, library: Library) -> tuple[str, dict[str, Any]] | None:
    """The factor of what certificates leave over, from the pinned sets."""
    for kind, basis in KINDS:
        key = Key(fuel, FACTOR, "CO2", kind)
        if not library.holds(key):
            continue
        try:
            name, resolution = library.resolve(key, None)
        except AccountingError:
            continue
        chosen = resolution.chosen
        return basis, {
            "value": f"{chosen.value:f}",
            "unit": chosen.unit,
            "source": chosen.source,
            "origin": "factor",
            "set": chosen.set_code,
            "resolution": name,
        }
    return None


def _line_factor(bought: Bought) -> dict[str, Any]:
    """The factor of the lines; their mean weighted by electricity if they took several."""
    factors = bought.factors
    if len(factors) == 1:
        [used] = factors
        kept = {name: str(used[name]) for name in ("value", "unit", "source", "resolution") if name in used}
        return {**kept, "origin": "line"}
    mwh = bought.mwh
    mean = Fraction(bought.co2, 10**NANO) / mwh if mwh else Fraction(0)
    return {"value": plain(f"{_NINE.apply(mean):f}"), "unit": "tCO2/MWh", "origin": "line_mean"}


def covers_by_stream(rows: Iterable[tuple[str, Decimal, Decimal, Mapping[str, str]]]) -> dict[str, list[Cover]]:
    """Allocations (stream, MWh, factor, reference) by stream, amounts as plain text."""
    found: dict[str, list[Cover]] = defaultdict(list)
    for stream, volume, factor, reference in rows:
        found[stream].append(Cover(plain(f"{volume:f}"), plain(f"{factor:f}"), reference))
    return dict(found)
