"""Turn what a caller gives into exact numbers in coherent base units, or say everything that is wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from mrv.accounting.errors import Problem, problem
from mrv.accounting.methods.spec import Basis, Choice, InputSpec, Option
from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import decimal_text
from mrv.accounting.units import Unit, conflict, unit_problem

Given = Quantity | str | Sequence[Quantity]
Value = Fraction | tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """One input as it was given, as the formula uses it, and where it came from."""

    spec: InputSpec
    quantities: tuple[Quantity, ...]
    origin: str
    source: str = ""


@dataclass(slots=True)
class Reading:
    """The outcome of reading: values by symbol in base units, basis, options, problems."""

    values: dict[str, Value] = field(default_factory=dict)
    reads: dict[str, Read] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    basis: int = 0
    problems: list[Problem] = field(default_factory=list)

    def as_given(self, specs: Sequence[InputSpec]) -> Callable[[str, Value], str]:
        """Return a writer of symbols: amounts as they were given, tables in the unit of the formula."""
        by_symbol = {spec.symbol: spec for spec in specs}

        def shown(symbol: str, value: Value) -> str:
            spec = by_symbol[symbol]
            unit = spec.basis(self.basis).unit
            if isinstance(value, tuple):
                return f"({', '.join(as_amount(row / unit.factor, unit) for row in value)})"
            read = self.reads.get(spec.name)
            if read is None or spec.rows:
                return as_amount(value / unit.factor, unit)
            return as_amount(Fraction(read.quantities[0].value), read.quantities[0].unit)

        return shown


def read_inputs(specs: Sequence[InputSpec], choices: Sequence[Choice], inputs: Mapping[str, Given]) -> Reading:
    """Read all inputs; `problems` of the result is empty only if everything is fit for the formula."""
    reading = Reading()
    _refuse_unknown(specs, choices, inputs, reading)
    supplied = _read_choices(choices, inputs, reading)
    for spec in specs:
        _collect(spec, inputs, supplied, reading)
    reading.basis = _common_basis(reading)
    for read in reading.reads.values():
        _convert(read, reading)
    _check_rows(reading)
    _check_conditions(reading)
    return reading


def _refuse_unknown(
    specs: Sequence[InputSpec], choices: Sequence[Choice], inputs: Mapping[str, Given], reading: Reading
) -> None:
    known = [spec.name for spec in specs] + [choice.name for choice in choices]
    for name in inputs:
        if name not in known:
            reading.problems.append(problem("input_unknown", name, expected=", ".join(known)))


def _read_choices(
    choices: Sequence[Choice], inputs: Mapping[str, Given], reading: Reading
) -> dict[str, tuple[Quantity, str]]:
    supplied: dict[str, tuple[Quantity, str]] = {}
    for choice in choices:
        option = _option(choice, inputs.get(choice.name), reading)
        if option:
            for name, (value, unit) in option.supplies.items():
                supplied[name] = (Quantity.of(value, unit), option.source)
    return supplied


def _option(choice: Choice, given: Given | None, reading: Reading) -> Option | None:
    where = {"title": choice.title, "expected": choice.expected()}
    if given is None:
        if choice.required:
            reading.problems.append(problem("input_missing", choice.name, **where))
        return None
    if not isinstance(given, str) or given not in choice.options:
        reading.problems.append(problem("input_choice", choice.name, text=str(given)[:40], **where))
        return None
    reading.options[choice.name] = given
    return choice.options[given]


def _collect(
    spec: InputSpec,
    inputs: Mapping[str, Given],
    supplied: Mapping[str, tuple[Quantity, str]],
    reading: Reading,
) -> None:
    given = inputs.get(spec.name)
    if given is None:
        read = _stand_in(spec, supplied)
        if read:
            reading.reads[spec.name] = read
        else:
            reading.problems.append(problem("input_missing", spec.name, title=spec.title, expected=spec.expected()))
        return
    quantities = (given,) if isinstance(given, Quantity) else given
    if isinstance(quantities, str) or not _are_numbers(quantities) or (len(quantities) != 1 and not spec.rows):
        reading.problems.append(problem("input_not_quantity", spec.name, title=spec.title, expected=spec.expected()))
        return
    reading.reads[spec.name] = Read(spec, tuple(quantities), "given")


def _are_numbers(quantities: Sequence[object]) -> bool:
    return all(isinstance(quantity, Quantity) and quantity.value.is_finite() for quantity in quantities)


def _stand_in(spec: InputSpec, supplied: Mapping[str, tuple[Quantity, str]]) -> Read | None:
    if spec.name in supplied:
        quantity, source = supplied[spec.name]
        return Read(spec, (quantity,), "choice", source)
    if spec.default:
        quantity = Quantity.of(spec.default.value, spec.default.unit)
        return Read(spec, (quantity,), "default", spec.default.source)
    return None


def _fits(unit: Unit, basis: Basis) -> bool:
    return unit.dimension == basis.unit.dimension and conflict(unit, basis.unit) is None


def _fitting(read: Read) -> set[int]:
    units = {quantity.unit for quantity in read.quantities}
    return {n for n, basis in enumerate(read.spec.bases) if all(_fits(unit, basis) for unit in units)}


def _common_basis(reading: Reading) -> int:
    """Return the first basis in which all inputs can be stated; blame the input that differs."""
    common: set[int] | None = None
    leader: Read | None = None
    for read in reading.reads.values():
        fitting = _fitting(read) if len(read.spec.bases) > 1 else set()
        if not fitting:
            continue
        if common is not None and leader is not None and not common & fitting:
            reading.problems.append(_misfit(read, leader, min(common)))
            continue
        common, leader = (fitting, read) if common is None else (common & fitting, leader)
    candidates = sorted(common or {0})
    possible = (index for index in candidates if len(candidates) == 1 or _is_possible(reading, index))
    return next(possible, candidates[0])


def _is_possible(reading: Reading, index: int) -> bool:
    """Tell whether all amounts lie in the ranges of a basis: gallons and cubic feet are volumes, one only fits."""
    for read in reading.reads.values():
        basis = read.spec.basis(index)
        for quantity in read.quantities:
            number = Fraction(quantity.value) * quantity.unit.ratio_to(basis.unit)
            if not Fraction(basis.minimum) <= number <= Fraction(basis.maximum):
                return False
    return True


def _misfit(read: Read, leader: Read, index: int) -> Problem:
    return problem(
        "input_basis",
        read.spec.name,
        title=read.spec.title,
        unit=read.quantities[0].unit,
        other=leader.spec.title,
        other_unit=leader.quantities[0].unit,
        expected=read.spec.basis(index).unit,
    )


def _convert(read: Read, reading: Reading) -> None:
    spec = read.spec
    basis = spec.basis(reading.basis)
    if any(found.field == spec.name and found.code == "input_basis" for found in reading.problems):
        return
    numbers = []
    for quantity in read.quantities:
        is_same = quantity.unit is basis.unit
        found = None if is_same else unit_problem(quantity.unit, basis.unit, spec.name, spec.expected())
        if found:
            reading.problems.append(found)
            return
        number = Fraction(quantity.value)
        if not is_same:
            number *= quantity.unit.ratio_to(basis.unit)
        outside = range_problem(spec, basis, quantity, number)
        if outside:
            reading.problems.append(outside)
        numbers.append(number * basis.unit.factor)
    reading.values[spec.symbol] = tuple(numbers) if spec.rows else numbers[0]


def range_problem(spec: InputSpec, basis: Basis, quantity: Quantity, number: Fraction) -> Problem | None:
    """Return what is wrong with an amount that is physically impossible, with a guess at the slip."""
    low, high = Fraction(basis.minimum), Fraction(basis.maximum)
    if low <= number <= high:
        return None
    where = {"title": spec.title, "value": f"{quantity.value:f}", "unit": quantity.unit}
    if number < 0 and low == 0:
        return problem("input_negative", spec.name, **where)
    unit = quantity.unit if quantity.unit.dimension == basis.unit.dimension else basis.unit
    ratio = basis.unit.ratio_to(unit)
    limits = {
        "minimum": decimal_text(low * ratio, 6),
        "maximum": decimal_text(high * ratio, 6),
        "expected": unit,
    }
    return problem("input_range", spec.name, **where, **limits, **_hint(quantity, number, basis))


_SLIPS = ((1000, "kWh/MWh, kg/t, m3/10^3 m3"), (10000, "kWh/10^4kWh, m3/10^4Nm3"), (1000000, "g/t, MJ/TJ"))


def _hint(quantity: Quantity, number: Fraction, basis: Basis) -> dict[str, str]:
    low, high = Fraction(basis.minimum), Fraction(basis.maximum)
    if basis.unit.dimension == () and not basis.unit.basis:
        # 0.9 % was meant as 0.9, and 90 without percent as 90 %; 105 % is neither.
        meant = number / 100 if quantity.unit.factor == 1 else number * 100
        share = meant * basis.unit.factor
        if low <= meant <= high and 0 < share <= 1:
            shown, percent = decimal_text(share), decimal_text(share * 100)
            return {"hints": "hint_percent_as_fraction", "hint_value": shown, "percent": percent}
        if quantity.unit.factor != 1:
            return {}
    for factor, pair in _SLIPS:
        if low < number / factor < high:
            return {"hints": "hint_factor", "factor": str(factor), "direction": "smaller", "pair": pair}
        if low < number * factor < high:
            return {"hints": "hint_factor", "factor": str(factor), "direction": "larger", "pair": pair}
    return {}


def _check_rows(reading: Reading) -> None:
    tables: dict[str, Read] = {}
    for read in (found for found in reading.reads.values() if found.spec.rows):
        first = tables.setdefault(read.spec.table, read)
        if len(read.quantities) != len(first.quantities):
            reading.problems.append(
                problem(
                    "input_rows",
                    read.spec.name,
                    title=read.spec.title,
                    rows=len(read.quantities),
                    expected=first.spec.name,
                    expected_rows=len(first.quantities),
                )
            )


def _check_conditions(reading: Reading) -> None:
    """Refuse gas at 0 C beside gas at 60 F, and net beside gross energy, in one calculation."""
    seen: dict[str, tuple[str, Read]] = {}
    for read in reading.reads.values():
        for _, kind, counted in sorted(read.quantities[0].unit.basis if read.quantities else ()):
            other, first = seen.setdefault(kind, (counted, read))
            if kind != "mass" and other != counted:
                reading.problems.append(
                    problem(
                        "input_conditions",
                        read.spec.name,
                        title=read.spec.title,
                        counted=counted,
                        other=first.spec.title,
                        other_counted=other,
                    )
                )


def as_amount(value: Fraction, unit: Unit | None) -> str:
    """Return a number with its unit for display."""
    text = decimal_text(value)
    return text if unit is None or unit.symbol == "1" else f"{text} {unit.symbol}"
