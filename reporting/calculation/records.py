"""Lines as rows of the database: canonical, so that equal calculations give equal bytes and one digest.

The canonical form of a line is its columns from the stream code on, amounts with nine decimals, JSON with sorted
keys. The digest over all lines in order is the result hash.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any, NamedTuple

import orjson

from mrv.accounting.gases import gas as find_gas
from mrv.accounting.gwp import GwpSet
from mrv.accounting.methods.base import Method
from reporting.calculation.combination import Inputs
from reporting.calculation.declared import Stream, plain
from reporting.calculation.lines import NANO, Line, nano

COLUMNS = (
    "version_id", "run_id", "line_number", "stream_id", "stream_code", "month", "scope", "fuel",
    "activity_quantity", "activity_unit", "method", "method_version", "method_fingerprint", "rounding",
    "engine_build", "inputs", "gwp_set_code", "gwp_ch4", "gwp_n2o", "gwp_values", "species",
    "co2_t", "biogenic_co2_t", "ch4_t", "n2o_t", "fgas_co2e_t", "co2e_t",
)  # fmt: skip
_UNIT = 10**NANO
_ZERO = f"0.{'0' * NANO}"
_SOURCE = '","source":'
_GASES = {"CO2": 0, "CO2_biogenic": 1, "CH4": 2, "CH4_biogenic": 2, "N2O": 3}


def dumps(value: Any) -> str:
    """Canonical JSON."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def fixed(amount: int) -> str:
    """A whole number of 10^-9 t as text with nine decimals."""
    if amount == 0:
        return _ZERO
    if amount < 0:
        return f"-{fixed(-amount)}"
    return f"{amount // _UNIT}.{amount % _UNIT:09d}"


def escaped(text: str) -> str:
    """Text for COPY."""
    if "\\" in text or "\n" in text or "\t" in text or "\r" in text:
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return text


def amounts_of(line: Line, gwp: GwpSet) -> tuple[list[int], dict[str, str]]:
    """CO2, biogenic CO2, CH4, N2O, and the other gases in CO2e, 10^-9 t; the masses of those others as text."""
    columns = [0, 0, 0, 0, 0]
    species: dict[str, str] = {}
    for gas, mass in line.masses.items():
        if gas in _GASES:
            columns[_GASES[gas]] += mass
        else:
            species[gas] = fixed(mass)
            columns[-1] += _in_co2e(line.method, gas, mass, gwp)
    return columns, species


def _in_co2e(method: Method, gas: str, mass: int, gwp: GwpSet) -> int:
    exact = method.rounding.apply(Fraction(mass, _UNIT) * Fraction(gwp.of(gas)))
    return nano(exact) if find_gas(gas).counts_in_total else 0


class Fixed(NamedTuple):
    """What stands between the varying parts of the lines of one stream with the same inputs, escaped for COPY."""

    before_month: str
    before_quantity: str
    before_row: str
    before_value: str
    after_value: str
    of: tuple[Stream, Inputs]
    """Kept, so that their identities stand for them."""


@dataclass
class Recorder:
    """Writes lines of one run; remembers what lines share."""

    build: str
    gwp: GwpSet

    def __post_init__(self) -> None:
        self._fixed: dict[tuple[int, int, str], Fixed] = {}
        self._shells: dict[tuple[int, str], tuple[str, str]] = {}
        self._heads: dict[str, str] = {}
        self._used: dict[tuple[str, ...], str] = {}
        self._gwp_columns = f"{self.gwp.code}\t{self.gwp.noted('CH4'):f}\t{self.gwp.noted('N2O'):f}"

    def canonical(self, lines: Iterable[Line]) -> Iterator[str]:
        """The canonical form of each line, already escaped for COPY."""
        for line in lines:
            yield self._canonical(line)

    def _canonical(self, line: Line) -> str:
        declared = line.declared
        key = (id(line.stream), id(line.inputs), declared.unit)
        known = self._fixed.get(key) or self._fixed.setdefault(key, self._fixed_of(line))
        month = "\\N" if line.month is None else line.month
        return (
            f"{known.before_month}{month}{known.before_quantity}{declared.quantity}{known.before_row}"
            f"{declared.row_number}{_SOURCE}{escaped(dumps(declared.origin()))}{known.before_value}"
            f"{plain(declared.quantity)}{known.after_value}{self._amounts(line)}"
        )

    def _fixed_of(self, line: Line) -> Fixed:
        """The activity is an input of the record: origin, row, source, unit, value."""
        stream, unit = line.stream, line.declared.unit
        head, tail = self._shell(line.inputs, stream.activity_parameter)
        return Fixed(
            before_month=f"{escaped(stream.code)}\t",
            before_quantity=f"\t{stream.scope}\t{escaped(stream.fuel)}\t",
            before_row=f'\t{escaped(unit)}\t{self._method(line.method)}\t{head}{{"origin":"declared","row":"',
            before_value=f',"unit":{escaped(dumps(unit))},"value":"',
            after_value=f'"}}{tail}\t{self._gwp_columns}\t',
            of=(stream, line.inputs),
        )

    def _amounts(self, line: Line) -> str:
        columns, species = amounts_of(line, self.gwp)
        shown = "\t".join(map(fixed, (*columns, line.co2e)))
        return f"{self._gwp_values(tuple(line.masses))}\t{dumps(species) if species else '{}'}\t{shown}"

    def _gwp_values(self, gases: tuple[str, ...]) -> str:
        known = self._used.get(gases)
        if known is None:
            known = self._used[gases] = dumps({gas: self._gwp(gas) for gas in gases})
        return known

    def _gwp(self, gas: str) -> str:
        return f"{self.gwp.of(gas):f}"

    def _method(self, method: Method) -> str:
        known = self._heads.get(method.identifier)
        if known is None:
            parts = (method.identifier, method.version, method.fingerprint, method.rounding.identifier, self.build)
            known = self._heads[method.identifier] = "\t".join(parts)
        return known

    def _shell(self, inputs: Inputs, activity: str) -> tuple[str, str]:
        """The JSON of the inputs around the activity."""
        key = (id(inputs), activity)
        known = self._shells.get(key)
        if known is None:
            mark = "\u0001"
            whole = dumps({**inputs.record, activity: mark})
            head, tail = whole.split(dumps(mark))
            known = self._shells[key] = (escaped(head), escaped(tail))
        return known


class Digest:
    """The result hash as it grows: SHA-256 over the canonical lines in order."""

    def __init__(self) -> None:
        self._found = sha256()

    def include(self, canonical: Sequence[str]) -> None:
        """These lines come next; there is at least one."""
        self._found.update("\n".join((*canonical, "")).encode())

    def text(self) -> str:
        """The digest of the lines so far."""
        return self._found.hexdigest()


def digest(canonical: Iterable[str]) -> str:
    """The result hash over the canonical lines in order."""
    found = sha256()
    for line in canonical:
        found.update(f"{line}\n".encode())
    return found.hexdigest()
