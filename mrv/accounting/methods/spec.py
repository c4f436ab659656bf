"""What a method declares: its inputs with units and physical ranges, choices, outputs, source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.gases import GASES
from mrv.accounting.messages import Text
from mrv.accounting.units import Unit, parse_unit


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a method or a default comes from."""

    document: str
    clause: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.document}, {self.clause}"

    @property
    def standing(self) -> Text | None:
        """What is weak about the source; None where its text, or its publisher's data, was at hand."""
        return next((said for name, said in _STANDING.items() if name in str(self)), None)


#: Documents whose printed text was not at hand, by what begins their name.
_STANDING = {
    "NDRC guideline": Text(
        "weak (C): cited by chapter from public transcriptions; the printed text was not seen",
        "弱（C）：依据公开转录按章节引用，未核对印刷文本",
    ),
    "GB/T 32151.34": Text(
        "medium (B): by a public page-by-page transcription; the printed standard was not seen",
        "中（B）：依据公开的逐页转录，未核对印刷标准",
    ),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """One unit an input may be stated in, with the range that is physically possible (in that unit)."""

    unit: Unit
    minimum: Decimal
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class Default:
    """A value the source document gives for an input that is not reported."""

    value: str
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One numeric input.

    `bases` holds one entry, or one per basis of the method (mass, gas volume, ...): entries with the same
    position belong together, so an activity in 10^4Nm3 wants a calorific value in GJ/10^4Nm3.
    `rows` marks a tabular input: one value per row of a table. A method with several tables (what goes in,
    what comes out) names the `table` an input is a column of; the columns of one table have equally many rows.
    """

    name: str
    symbol: str
    title: Text
    bases: tuple[Basis, ...]
    default: Default | None = None
    rows: bool = False
    note: str = ""
    table: str = ""

    def expected(self) -> Text:
        """Return the units in which the input may be given."""
        symbols = dict.fromkeys(basis.unit.symbol for basis in self.bases)
        names = [*symbols, "%"] if "1" in symbols else list(symbols)
        return Text(" or ".join(names), "或".join(names))

    def canonical(self) -> str:
        """Return what decides a result in one text, for the fingerprint of the method."""
        bases = (f"{basis.unit} {basis.minimum} {basis.maximum}" for basis in self.bases)
        default = f"{self.default.value} {self.default.unit}" if self.default else ""
        return "|".join((self.name, self.symbol, *bases, default, "rows" if self.rows else ""))

    def basis(self, index: int) -> Basis:
        """Return the entry for the basis chosen for the whole calculation."""
        return self.bases[index if len(self.bases) > 1 else 0]


BasisText = tuple[str, str, str]


def number(
    name: str,
    symbol: str,
    title: tuple[str, str],
    *bases: BasisText,
    default: tuple[str, str, str] | None = None,
    rows: bool = False,
    table: str = "",
) -> InputSpec:
    """Declare a numeric input: every basis is (unit, minimum, maximum), the default (value, unit, source)."""
    read = tuple(Basis(parse_unit(unit), Decimal(low), Decimal(high)) for unit, low, high in bases)
    stand_in = Default(*default) if default else None
    return InputSpec(name, symbol, Text(*title), read, stand_in, rows or bool(table), table=table)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: values it supplies for inputs that are not given, and the gas it stands for."""

    title: Text
    supplies: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    gas: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A textual input with a closed list of options."""

    name: str
    title: Text
    options: Mapping[str, Option]
    required: bool = True

    def canonical(self) -> str:
        """Return what decides a result in one text, for the fingerprint of the method."""
        options = (f"{name} {sorted(found.supplies.items())} {found.gas}" for name, found in self.options.items())
        return "|".join((self.name, *options))

    def expected(self) -> str:
        """Return the options."""
        return ", ".join(self.options)


@dataclass(frozen=True, slots=True)
class Output:
    """One named result: a mass of a gas, or another quantity; `gas_from` names a Choice."""

    name: str
    title: Text
    unit: Unit
    gas: str = ""
    gas_from: str = ""

    @property
    def is_mass(self) -> bool:
        """Tell whether this output enters the masses of the record."""
        return bool(self.gas or self.gas_from)


TONNE = parse_unit("t")


def mass_of(gas: str, *, name: str = "") -> Output:
    """Declare the emitted mass of a gas, in tonnes."""
    return Output(name or gas.lower(), GASES[gas].name, TONNE, gas)


def amount(name: str, title: tuple[str, str], unit: str) -> Output:
    """Declare another quantity that is worth showing (energy, an intermediate mass)."""
    return Output(name, Text(*title), parse_unit(unit))


@dataclass(frozen=True, slots=True)
class Constraint:
    """A relation between inputs that must hold, with the advice to give when it does not."""

    rule: str
    advice: Text


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A published or hand-checked number: inputs as (value, unit) or a choice, expected values by output."""

    inputs: Mapping[str, tuple[str, str] | str | tuple[tuple[str, str], ...]]
    expected: Mapping[str, str]
    source: str
    decimals: int = 6


@dataclass(frozen=True, slots=True)
class Lookup:
    """A function a formula may call: `call` takes and gives exact numbers in the units stated here."""

    call: Callable[..., Fraction]
    takes: tuple[Unit, ...]
    gives: Unit

    def in_base_units(self, *arguments: Fraction) -> Fraction:
        """Return the result in base units for arguments in base units."""
        stated = (value / unit.factor for value, unit in zip(arguments, self.takes, strict=True))
        return self.call(*stated) * self.gives.factor


def lookup(call: Callable[..., Fraction], *takes: str, gives: str) -> Lookup:
    """Declare a function with the units of its arguments and of its result."""
    return Lookup(call, tuple(parse_unit(unit) for unit in takes), parse_unit(gives))


@dataclass(frozen=True, slots=True)
class Validity:
    """The dates between which a method applies."""

    first: date
    last: date | None = None
