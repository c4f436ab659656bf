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
from typing import Any, NamedTuple

from mrv.accounting.errors import AccountingError
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.energy.market_based import METHOD
from mrv.accounting.methods.reading import Given
from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import rule
from mrv.accounting.units import parse_unit
from reporting.calculation.declared import plain
from reporting.calculation.library import Key, Library
from reporting.calculation.lines import NANO, Line

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
    """Electricity of one stream over the year."""

    fuel: str
    amount: Fraction = Fraction(0)
    co2: int = 0
    units: dict[str, Decimal] = field(default_factory=dict)
    factors: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        """Count a line of record."""
        quantity, unit = Decimal(line.declared.quantity), line.declared.unit
        self.units[unit] = self.units.get(unit, Decimal(0)) + quantity
        self.amount += Fraction(quantity) * parse_unit(unit).ratio_to(MWH)
        self.co2 += line.masses.get("CO2", 0)
        used = line.inputs.record.get(FACTOR)
        if used is not None:
            self.factors.setdefault((str(used["value"]), str(used["unit"])), used)

    def record(self) -> dict[str, Any]:
        """The amount as the method takes it: in the declared unit if there is one, else in MWh."""
        if len(self.units) == 1:
            [(unit, quantity)] = self.units.items()
            return {"value": plain(f"{quantity:f}"), "unit": unit, "origin": "declared"}
        return {"value": plain(f"{_NINE.apply(self.amount):f}"), "unit": "MWh", "origin": "declared"}


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
    inputs = {
        "electricity": bought.record(),
        "certified": [{"value": one.volume_mwh, "unit": "MWh", **one.reference} for one in covers],
        "certified_factor": [{"value": one.factor, "unit": "tCO2/MWh"} for one in covers],
        "residual_factor": residual,
    }
    return MarketRow(
        stream_code=code,
        electricity_mwh=_NINE.apply(bought.amount),
        certified_mwh=sum((Decimal(one.volume_mwh) for one in covers), Decimal(0)),
        location_co2_t=Decimal(bought.co2).scaleb(-NANO),
        market_co2_t=market_co2(inputs, METHOD) if covers else _uncovered(bought, residual),
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


def _uncovered(bought: Bought, residual: Mapping[str, Any]) -> Decimal:
    """The formula of the method where nothing is covered, without its reading of inputs: Q x EFR, rounded once."""
    amount = bought.record()
    exact = Fraction(amount["value"]) * parse_unit(amount["unit"]).ratio_to(MWH)
    return METHOD.rounding.apply(exact * per_mwh(residual))


def per_mwh(factor: Mapping[str, Any]) -> Fraction:
    """A factor in tCO2/MWh, exactly."""
    return Fraction(str(factor["value"])) * parse_unit(str(factor["unit"])).ratio_to(PER_MWH)


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
    if len(bought.factors) == 1:
        [used] = bought.factors.values()
        kept = {name: str(used[name]) for name in ("value", "unit", "source", "resolution") if name in used}
        return {**kept, "origin": "line"}
    mean = Fraction(bought.co2, 10**NANO) / bought.amount if bought.amount else Fraction(0)
    return {"value": plain(f"{_NINE.apply(mean):f}"), "unit": "tCO2/MWh", "origin": "line_mean"}


def covers_by_stream(rows: Iterable[tuple[str, Decimal, Decimal, Mapping[str, str]]]) -> dict[str, list[Cover]]:
    """Allocations (stream, MWh, factor, reference) by stream, amounts as plain text."""
    found: dict[str, list[Cover]] = defaultdict(list)
    for stream, volume, factor, reference in rows:
        found[stream].append(Cover(plain(f"{volume:f}"), plain(f"{factor:f}"), reference))
    return dict(found)
