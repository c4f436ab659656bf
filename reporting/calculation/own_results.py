"""The enterprise's own results against the platform's: a difference is refused, and named where its cause is known.

What is declared as ``own_co2e`` of a stream, by month or for the year, must be what the platform computes, within the
rounding it was written with. Slips seen in published inventories are recognized (mrv.accounting.traps).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.errors import AccountingError, Problem, problem
from mrv.accounting.gwp import GwpSet
from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import decimal_text
from mrv.accounting.traps import SLIPS, co2e_problem, difference_problem
from mrv.accounting.units import parse_unit
from reporting.calculation.declared import Declared, Stream, plain
from reporting.calculation.lines import NANO, Line, placed
from reporting.checks.outcome import Outcome
from reporting.intake.rules import OWN_RESULT

TONNE = parse_unit("t")
#: Inputs of methods that hold contents of MgO begin so.
MGO = "mgo"
MGO_AS_CAO = next(slip.cause for slip in SLIPS if slip.ratio == Fraction(56, 40))


def own_outcomes(streams: Iterable[Stream], lines: Iterable[Line], gwp: GwpSet) -> list[Outcome]:
    """Errors at the declared results that differ; nothing is read for streams that declare none."""
    declaring = {stream.code: stream for stream in streams if any(name == OWN_RESULT for name, _ in stream.rows)}
    if not declaring:
        return []
    by_stream: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.stream.code in declaring:
            by_stream[line.stream.code].append(line)
    return [
        outcome for code, stream in declaring.items() for outcome in _of_stream(stream, by_stream.get(code, []), gwp)
    ]


def _of_stream(stream: Stream, lines: list[Line], gwp: GwpSet) -> Iterator[Outcome]:
    for (name, month), declared in sorted(stream.rows.items(), key=lambda item: (item[0][0], item[0][1] or 0)):
        if name == OWN_RESULT:
            found = _problem([line for line in lines if month is None or line.month == month], declared, gwp)
            if found is not None:
                yield from placed([found], stream, month)


def _problem(lines: list[Line], declared: Declared, gwp: GwpSet) -> Problem | None:
    scale = TONNE.ratio_to(parse_unit(declared.unit))
    amount = Decimal(plain(declared.quantity))
    computed = Fraction(sum(line.co2e for line in lines), 10**NANO) * scale
    found = difference_problem(amount, computed, field=OWN_RESULT)
    if found is None:
        return None
    if with_mgo_as_cao(lines, amount, scale):
        shown = {"declared": f"{amount:f}", "computed": decimal_text(computed, 12)}
        return problem("trap_known_slip", OWN_RESULT, cause=MGO_AS_CAO, **shown)
    masses: dict[str, Decimal] = {}
    for line in lines:
        for gas, mass in line.masses.items():
            masses[gas] = masses.get(gas, Decimal(0)) + Decimal(mass).scaleb(-NANO)
    if scale != 1 or masses.keys() <= {"CO2"}:
        return found
    return co2e_problem(masses, amount, gwp, field=OWN_RESULT)


def with_mgo_as_cao(lines: list[Line], amount: Decimal, scale: Fraction) -> bool:
    """Whether the declared result comes out when MgO is calculated with the 44/56 of CaO."""
    if not any(MGO in line.inputs.given for line in lines):
        return False
    slipped = sum((_slipped(line) for line in lines), Fraction(0)) * scale
    return difference_problem(amount, slipped, field=OWN_RESULT) is None


def _slipped(line: Line) -> Fraction:
    """Emissions of a line, t, with its contents of MgO reduced as 44/56 instead of 44/40 reduces their share."""
    given = {
        name: Quantity(value.value * 40 / 56, value.unit)
        for name, value in line.inputs.given.items()
        if name.startswith(MGO) and isinstance(value, Quantity)
    }
    if not given:
        return Fraction(line.co2e, 10**NANO)
    amount = Quantity.of(plain(line.declared.quantity), line.declared.unit)
    try:
        result = line.method.calculate({**line.inputs.given, **given, line.stream.activity_parameter: amount})
    except AccountingError:
        return Fraction(line.co2e, 10**NANO)
    return sum((Fraction(mass) for mass in result.masses.values()), Fraction(0))
