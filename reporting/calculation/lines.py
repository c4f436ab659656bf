"""Declared streams become exact lines: in bulk where the method is proportional to its activity, else singly.

Both ways give the same digits (a property test holds them to it): the bulk way multiplies the exact tonnes per
unit that one single calculation yields, and rounds once.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from mrv.accounting.bulk import BulkResult, Combination, combine
from mrv.accounting.catalogue import method as find_method
from mrv.accounting.errors import AccountingError, Problem
from mrv.accounting.gwp import GwpSet
from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.quantity import Quantity
from mrv.accounting.units import parse_unit
from reporting.calculation.combination import InputError, Inputs, Inputter
from reporting.calculation.declared import Declared, Stream, plain
from reporting.calculation.library import Library
from reporting.checks.outcome import Outcome, pointer
from reporting.intake.rules import OWN_RESULT

NANO = 9
DECIMALS = 9
_SCALE = 10**DECIMALS
_LARGEST = 2**62
#: Declared beside the activity and no input of any method.
STOCKS = frozenset({"opening_stock", "purchased", "exported", "closing_stock", OWN_RESULT})
Amount = int


class Line(NamedTuple):
    """One computed line; masses and CO2e are whole numbers of 10^-9 t."""

    stream: Stream
    month: int | None
    declared: Declared
    method: Method
    inputs: Inputs
    masses: Mapping[str, Amount]
    co2e: Amount


@dataclass(slots=True)
class Batch:
    """Lines of one method that wait to be computed."""

    method: Method
    inputs: list[Inputs] = field(default_factory=list)
    combinations: list[Combination] = field(default_factory=list)
    places: list[tuple[Stream, int | None, Declared, int]] = field(default_factory=list)
    known: dict[tuple[str, int], int] = field(default_factory=dict)

    def add(self, stream: Stream, month: int | None, declared: Declared, inputs: Inputs) -> None:
        """Remember a line; the same inputs in the same unit share a combination."""
        key = (declared.unit, id(inputs))
        index = self.known.setdefault(key, len(self.inputs))
        if index == len(self.inputs):
            self.inputs.append(inputs)
            self.combinations.append(Combination(parse_unit(declared.unit), inputs.given))
        self.places.append((stream, month, declared, index))


@dataclass(slots=True)
class Computation:
    """All lines in order of stream and month, or what stands in the way."""

    lines: list[Line] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


class Gatherer:
    """Collects streams into batches; streams that differ in nothing but their amounts share their inputs."""

    def __init__(self, library: Library, computation: Computation) -> None:
        self.library = library
        self.computation = computation
        self.batches: dict[str, Batch] = {}
        self._shared: dict[tuple[str, int], Inputs] = {}

    def add(self, stream: Stream) -> None:
        """Put every period of a stream into the batch of its method; problems are placed."""
        try:
            method = find_method(stream.method)
        except AccountingError as error:
            self.computation.outcomes += placed(error.problems, stream, None)
            return
        inputter = Inputter(stream, method, self.library)
        batch = self.batches.setdefault(stream.method, Batch(method))
        signature = self._signature(stream)
        is_steady = not self.library.changes_within_year(stream.fuel)
        for month in stream.periods():
            declared = stream.rows[stream.activity_parameter, month]
            try:
                batch.add(stream, month, declared, self._inputs(inputter, signature, month, is_steady))
            except InputError as error:
                self.computation.outcomes += placed(error.found.problems, stream, month)
            except AccountingError as error:
                self.computation.outcomes += placed(error.problems, stream, month)

    def _signature(self, stream: Stream) -> str:
        """Equal for streams whose inputs besides the activity are the same; blank where something was measured."""
        if stream.parameters() - STOCKS:
            return ""
        return json.dumps([stream.method, stream.fuel, stream.activity_parameter, stream.approved_inputs])

    def _inputs(self, inputter: Inputter, signature: str, month: int | None, is_steady: bool) -> Inputs:
        if not signature:
            return inputter.inputs(month)
        key = (signature, 0 if is_steady or month is None else month)
        shared = self._shared.get(key)
        if shared is None:
            shared = self._shared[key] = inputter.inputs(month)
        return shared


def compute(streams: Iterable[Stream], library: Library) -> Computation:
    """Compute every stream; problems are placed, and then there are no lines of record."""
    computation = Computation()
    gatherer = Gatherer(library, computation)
    for stream in streams:
        gatherer.add(stream)
    for batch in gatherer.batches.values():
        _run(batch, library.gwp, computation)
    computation.lines.sort(key=lambda line: (line.stream.code, line.month or 0))
    return computation


def _run(batch: Batch, gwp: GwpSet, computation: Computation) -> None:
    is_bulk = batch.method.activity and all(
        stream.activity_parameter == batch.method.activity for stream, *_ in batch.places
    )
    rest = _run_bulk(batch, gwp, computation) if is_bulk else range(len(batch.places))
    for index in rest:
        _run_single(batch, index, gwp, computation)


def _run_bulk(batch: Batch, gwp: GwpSet, computation: Computation) -> Sequence[int]:
    """Compute in bulk; return the lines that need the single way (out of range, too large, bad inputs)."""
    plan = combine(batch.method, batch.combinations)
    mantissas = [mantissa(declared.quantity) for _, _, declared, _ in batch.places]
    fits = [mantissa < _LARGEST for mantissa in mantissas]
    amounts = np.array([m if fit else 0 for m, fit in zip(mantissas, fits, strict=True)], dtype=np.int64)
    rows = np.array([index for *_, index in batch.places], dtype=np.intp)
    result = plan.calculate(amounts, rows, decimals=DECIMALS, gwp=gwp)
    is_valid = [valid and fit for valid, fit in zip(result.is_valid.tolist(), fits, strict=True)]
    computation.lines += _bulk_lines(batch, result, is_valid)
    return [index for index, valid in enumerate(is_valid) if not valid]


def _bulk_lines(batch: Batch, result: BulkResult, is_valid: Sequence[bool]) -> Iterator[Line]:
    scale = int(result.step.scaleb(NANO))
    columns = {gas: [value * scale for value in masses.tolist()] for gas, masses in result.masses.items()}
    own = [plan_gases(batch, index, columns) for index in range(len(batch.inputs))]
    co2e = [value * scale for value in (result.co2e.tolist() if result.co2e is not None else [])]
    for position, (stream, month, declared, index) in enumerate(batch.places):
        if is_valid[position]:
            masses = {gas: columns[gas][position] for gas in own[index]}
            yield Line(stream, month, declared, batch.method, batch.inputs[index], masses, co2e[position])


def plan_gases(batch: Batch, index: int, columns: Mapping[str, Any]) -> list[str]:
    """The gases a combination yields: those of its method, narrowed where a choice names the gas."""
    chosen = {
        choice.options[text].gas
        for choice in batch.method.choices
        if isinstance(text := batch.inputs[index].given.get(choice.name), str) and text in choice.options
    } - {""}
    fixed = {output.gas for output in batch.method.outputs if output.gas}
    return [gas for gas in columns if gas in chosen | fixed]


def _run_single(batch: Batch, index: int, gwp: GwpSet, computation: Computation) -> None:
    stream, month, declared, position = batch.places[index]
    inputs = batch.inputs[position]
    try:
        amount = Quantity.of(plain(declared.quantity), declared.unit)
        result = batch.method.calculate({**inputs.given, stream.activity_parameter: amount}, gwp=gwp)
    except AccountingError as error:
        computation.outcomes += placed(error.problems, stream, month)
        return
    masses = {gas: nano(mass) for gas, mass in result.masses.items()}
    total = result.co2e_t if result.co2e_t is not None else Decimal(0)
    computation.lines.append(Line(stream, month, declared, batch.method, inputs, masses, nano(total)))


def nano(tonnes: Decimal) -> Amount:
    """Tonnes as a whole number of 10^-9 t; ValueError if there are more decimals than are stored."""
    scaled = tonnes.scaleb(NANO)
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{tonnes} t has more than {NANO} decimals; the rounding rule of its method is too fine")
    return whole


def mantissa(quantity: str) -> int:
    """A decimal text of at most nine decimals as a whole number of 10^-9."""
    whole, _, fraction = quantity.partition(".")
    return int(whole) * _SCALE + int(fraction.ljust(DECIMALS, "0") or 0)


def placed(problems: Sequence[Problem], stream: Stream, month: int | None) -> list[Outcome]:
    """Problems of the engine as errors at the cell they concern."""
    return [
        Outcome(
            code=found.code,
            severity="error",
            pointer=pointer(stream.code, month, found.field if found.field != "factor" else ""),
            text=Text(found.text("en"), found.text("zh")),
            params={name: value if isinstance(value, str) else value.en for name, value in found.params},
        )
        for found in problems
    ]
