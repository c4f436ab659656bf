"""The amounts of a line by gas, and how two of them differ and why. Whole numbers of 10^-9 t, nothing rounded twice.

CO2e is shared among the gases of a line as in its cells (inventory.entries): N2O by its stored GWP, CH4 what
remains of the line total.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from inventory.states import Gas, ShiftCause
from mrv.accounting.gwp import GwpSet
from mrv.accounting.rounding import RoundingRule
from reporting.calculation.lines import NANO, Line, nano
from reporting.calculation.records import amounts_of

UNIT = 10**NANO
MASSES = ("co2_t", "biogenic_co2_t", "ch4_t", "n2o_t", "fgas_co2e_t")
Key = tuple[str, int | None]


class Amount(NamedTuple):
    """Mass and CO2e, 10^-9 t."""

    mass: int
    co2e: int


NOTHING = Amount(0, 0)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a line says, by gas."""

    scope: int
    fuel: str
    rounding: str
    total: int
    gases: Mapping[str, Amount]

    @property
    def step(self) -> int:
        """The smallest step of its rounding rule."""
        return int(UNIT // 10 ** digits_of(self.rounding))


class Shift(NamedTuple):
    """One gas of one line before and after one cause."""

    key: Key
    scope: int
    fuel: str
    gas: str
    cause: str
    before: Amount
    after: Amount


def digits_of(rounding: str) -> int:
    """Decimals of a rule by its identifier, nine where it names none."""
    ending = rounding.rpartition("_")[2]
    return min(NANO, int(ending)) if ending.isdigit() else NANO


def figures_of_line(line: Line, gwp: GwpSet) -> Figures:
    """A line as computed."""
    masses, _species = amounts_of(line, gwp)
    rounding = line.method.rounding.identifier
    shares = _shared_out(masses, line.co2e, gwp.of("N2O") if masses[3] else Decimal(0), rounding)
    return Figures(line.stream.scope, line.stream.fuel, rounding, line.co2e, shares)


def figures_of_row(row: Mapping[str, Any]) -> Figures:
    """A line or area source as stored."""
    masses = [int(row[name].scaleb(NANO)) for name in MASSES]
    total = int(row["co2e_t"].scaleb(NANO))
    shares = _shared_out(masses, total, row["gwp_n2o"], row["rounding"])
    return Figures(row["scope"], row["fuel"], row["rounding"], total, shares)


def _shared_out(masses: list[int], total: int, gwp_n2o: Decimal, rounding: str) -> dict[str, Amount]:
    co2, biogenic, ch4, n2o, fgas = masses
    rest = total - co2 - fgas
    if not ch4 and not n2o:
        n2o_co2e, co2_co2e = 0, total - fgas
    else:
        n2o_co2e, co2_co2e = (_in_co2e(n2o, gwp_n2o, rounding) if ch4 else rest), co2
    shares = {
        Gas.CO2.value: Amount(co2, co2_co2e),
        Gas.CH4.value: Amount(ch4, rest - n2o_co2e if ch4 else 0),
        Gas.N2O.value: Amount(n2o, n2o_co2e if n2o else 0),
        Gas.FGAS.value: Amount(0, fgas),
        Gas.CO2_BIO.value: Amount(biogenic, 0),
    }
    return {gas: amount for gas, amount in shares.items() if amount != NOTHING}


def _in_co2e(mass: int, gwp: Decimal, rounding: str) -> int:
    rule = RoundingRule(rounding, "half_up", digits_of(rounding))
    return nano(rule.apply(Fraction(mass, UNIT) * Fraction(gwp))) if mass else 0


def shifts(
    before: Mapping[Key, Figures], after: Mapping[Key, Figures], cause: ShiftCause | None = None
) -> Iterator[Shift]:
    """Every gas of every line that differs. Without a cause it is the engine, or its rounding alone."""
    for key in sorted(before.keys() | after.keys(), key=lambda key: (key[0], key[1] or 0)):
        was, will = before.get(key), after.get(key)
        if was != will:
            yield from _line_shifts(key, was, will, cause or _own_cause(was, will))


def _line_shifts(key: Key, was: Figures | None, will: Figures | None, cause: ShiftCause) -> Iterator[Shift]:
    shown = will or was
    if shown is None:
        return
    old, new = (side.gases if side else {} for side in (was, will))
    for gas in Gas:
        first, second = old.get(gas.value, NOTHING), new.get(gas.value, NOTHING)
        if first != second:
            yield Shift(key, shown.scope, shown.fuel, gas.value, cause.value, first, second)


def _own_cause(was: Figures | None, will: Figures | None) -> ShiftCause:
    if was is None or will is None:
        return ShiftCause.ENGINE
    step = max(was.step, will.step)
    apart = [
        abs(one - other)
        for gas in was.gases.keys() | will.gases.keys()
        for one, other in zip(was.gases.get(gas, NOTHING), will.gases.get(gas, NOTHING), strict=True)
    ]
    return ShiftCause.ROUNDING if max(apart, default=0) <= step else ShiftCause.ENGINE
