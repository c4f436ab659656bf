"""Units: parsing, dimension check, exact conversion. The table itself is `unit_table`.

Reading rule, stated here and nowhere else: a unit is a name, so its text is trimmed, superscripts become
`^n`, the rest is NFKC-normalized (full-width letters, ㎏, ㎥) and runs of blanks become one. Amounts are
never normalized (see `decimals`). A compound is atoms joined by `/` and `·`, read left to right, with
parentheses; an atom may be preceded by a power of ten (`10^4Nm3`, `1000Nm3/h`, `万千瓦时`).

A mass of carbon is not a mass of CO2: units carry what they count (`tC`, `tCO2`, `Nm3` at 0 C, `scf` at
60 F). A unit that names a substance does not stand in for another one; a unit that names none fits any.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from mrv.accounting.errors import Problem, UnitError, problem
from mrv.accounting.messages import Text
from mrv.accounting.unit_table import (
    ATOMS,
    DIMENSION_NAMES,
    MULTIPLIERS,
    SUBSTANCE_ALIASES,
    SUBSTANCES,
    Atom,
    Dimension,
)

Basis = frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `1 symbol = factor base units`; `basis` holds (side, kind, what it counts)."""

    symbol: str
    dimension: Dimension
    factor: Fraction
    basis: Basis = frozenset()

    def __str__(self) -> str:
        return self.symbol

    def __repr__(self) -> str:
        # Fingerprints of methods are built from this text: a set has another order in every process.
        return f"Unit({self.symbol!r}, {self.dimension!r}, {self.factor!r}, {sorted(self.basis)!r})"

    def is_convertible_to(self, other: "Unit") -> bool:
        """Tell whether amounts in this unit may be stated in the other one."""
        return self.dimension == other.dimension and not conflict(self, other)

    def ratio_to(self, other: "Unit") -> Fraction:
        """Return the exact number of `other` in one of this unit, without checking what they count."""
        return self.factor / other.factor

    def dimension_name(self) -> Text:
        """Return the name of the dimension, composed where it has none of its own."""
        return _dimension_name(self.dimension)


def conflict(given: Unit, expected: Unit) -> tuple[str, str] | None:
    """Return (what is counted, what should be) when two units of one dimension count different things."""
    wanted = {(side, kind): substance for side, kind, substance in expected.basis}
    for side, kind, substance in sorted(given.basis):
        other = wanted.get((side, kind), substance)
        if other != substance:
            return substance, other
    return None


def unit_problem(given: Unit, wanted: Unit, field: str, expected: str | Text = "") -> Problem | None:
    """Return what is wrong with stating `given` in `wanted`; `expected` names the units to suggest."""
    asked = expected or wanted.symbol
    if given.dimension != wanted.dimension:
        dimensions = {"dimension": given.dimension_name(), "expected_dimension": wanted.dimension_name()}
        return problem("unit_dimension", field, unit=given, expected=asked, **dimensions)
    clash = conflict(given, wanted)
    if clash:
        substances = {"substance": clash[0], "expected_substance": clash[1]}
        return problem("unit_substance", field, unit=given, expected=asked, **substances)
    return None


def require_convertible(given: Unit, expected: Unit, field: str) -> None:
    """Raise UnitError, naming `field`, unless `given` can be stated in `expected`."""
    found = unit_problem(given, expected, field)
    if found:
        raise UnitError(found)


def _dimension_name(dimension: Dimension) -> Text:
    if dimension in DIMENSION_NAMES:
        return DIMENSION_NAMES[dimension]
    above = [_power_name(base, power) for base, power in dimension if power > 0] or [Text("one", "1")]
    below = [_power_name(base, -power) for base, power in dimension if power < 0]
    en = " x ".join(name.en for name in above) + "".join(f" per {name.en}" for name in below)
    zh = "×".join(name.zh for name in above) + "".join(f"/{name.zh}" for name in below)
    return Text(en, zh)


def _power_name(base: str, power: int) -> Text:
    name = DIMENSION_NAMES.get(((base, power),))
    return name or Text(f"{base}^{power}", f"{base}^{power}")


_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PREFIX = re.compile(r"(10\^[0-9]{1,2}|[1-9][0-9]{1,8}(?=\s*\D)|百万|千万|[百千万亿])\s*(\S.*)")
_DOTTED = re.compile(r"(?<=[A-Za-z])\.(?=[A-Za-z])")
_MASS_OF = re.compile(
    r"(kg|kt|mg|Mt|Gt|Gg|lb|g|tonnes|tonne|metric tons|t|吨|千克)\s*("
    + "|".join(re.escape(name) for name in (*SUBSTANCES, *SUBSTANCE_ALIASES))
    + ")"
)


def _normalized(text: str) -> str:
    raised = _SUPERSCRIPT.sub(lambda match: "^" + match[0].translate(_SUPERSCRIPT_DIGITS), text)
    return " ".join(unicodedata.normalize("NFKC", raised).replace("⋅", "·").replace("×10^", "10^").split())


def _index() -> dict[str, Atom]:
    return {name: atom for atom in ATOMS for name in (atom.symbol, *atom.aliases)}


_ATOMS = _index()
_CASELESS = {name.casefold(): atom for name, atom in _ATOMS.items() if len(name) > 4 and name.isascii()}


#: Names that contain parentheses themselves, such as kWh(net), are read before parentheses are.
_BRACKETED = "|".join(re.escape(name) for name in sorted(_ATOMS, key=len, reverse=True) if "(" in name)
_TOKEN = re.compile(rf"\s*((?:10\^[0-9]+ ?)?(?:{_BRACKETED})|[/*·()]|[^/*·()]+)")


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Unit | None:
    whole = _ATOMS.get(text) or _ATOMS.get(_normalized(text))
    if whole:
        return _from_atom(whole)
    return _Reader(_DOTTED.sub("·", _normalized(text))).read()


def parse_unit(text: str, *, field: str = "unit", expected: str = "a unit of the unit table") -> Unit:
    """Return the unit a text names; raise UnitError naming `field` and what was `expected`."""
    if not text or not text.strip():
        raise UnitError(problem("unit_missing", field, expected=expected))
    unit = _parsed(text.strip()) if len(text) <= 80 else None
    if unit is None:
        raise UnitError(problem("unit_unknown", field, text=_printable(text), expected=expected))
    return unit


def _printable(text: str) -> str:
    return "".join(character for character in text[:40] if character.isprintable())


def _from_atom(atom: Atom) -> Unit:
    basis: Basis = frozenset()
    if atom.basis:
        basis = frozenset({("above", atom.dimension[0][0], atom.basis)})
    return Unit(atom.symbol, atom.dimension, atom.factor, basis)


def _simple(text: str) -> Unit | None:
    atom = _ATOMS.get(text) or _CASELESS.get(text.casefold())
    if atom:
        return _from_atom(atom)
    substance = _MASS_OF.fullmatch(text)
    if substance:
        mass = _ATOMS[substance[1]]
        counted = SUBSTANCE_ALIASES.get(substance[2], substance[2])
        basis = frozenset({("above", "mass", counted)})
        return Unit(mass.symbol + counted, mass.dimension, mass.factor, basis)
    return _multiple(text)


def _multiple(text: str) -> Unit | None:
    prefix = _PREFIX.fullmatch(text)
    inner = _simple(prefix[2]) if prefix else None
    if prefix is None or inner is None or inner.symbol.startswith("10^"):
        return None
    number = MULTIPLIERS.get(prefix[1]) or _power_of_ten(prefix[1])
    if number is None:
        return None
    symbol = f"10^{len(str(number)) - 1}{inner.symbol}"
    return Unit(symbol, inner.dimension, inner.factor * number, inner.basis)


def _power_of_ten(text: str) -> int | None:
    number = 10 ** int(text[3:]) if text.startswith("10^") else int(text)
    return number if str(number).strip("0") == "1" else None


def product(left: Unit, right: Unit, power: int) -> Unit:
    """Return left · right^power for power 1 or -1."""
    dimension = dict(left.dimension)
    for base, exponent in right.dimension:
        dimension[base] = dimension.get(base, 0) + power * exponent
    flipped = {"above": "below", "below": "above"}
    basis = left.basis | {
        (side if power > 0 else flipped[side], kind, substance) for side, kind, substance in right.basis
    }
    shown = f"({right.symbol})" if power < 0 and re.search("[/·]", right.symbol) else right.symbol
    symbol = f"{left.symbol}{'·' if power > 0 else '/'}{shown}"
    kept = tuple(sorted((base, exponent) for base, exponent in dimension.items() if exponent))
    return Unit(symbol, kept, left.factor * right.factor**power, basis)


class _Reader:
    """Reads a compound left to right; any misfit makes the whole text unknown."""

    def __init__(self, text: str) -> None:
        tokens = [match[1].strip() for match in _TOKEN.finditer(text)]
        self.tokens = [token for token in tokens if token]
        self.position = 0

    def read(self) -> Unit | None:
        unit = self._product()
        return unit if unit and self.position == len(self.tokens) else None

    def _take(self) -> str:
        token = self.tokens[self.position] if self.position < len(self.tokens) else ""
        self.position += 1
        return token

    def _product(self) -> Unit | None:
        unit = self._factor()
        while unit and self.position < len(self.tokens) and self.tokens[self.position] in "/*·":
            power = -1 if self._take() == "/" else 1
            right = self._factor()
            unit = product(unit, right, power) if right else None
        return unit

    def _factor(self) -> Unit | None:
        token = self._take()
        if token != "(":
            return _simple(token)
        unit = self._product()
        return unit if self._take() == ")" else None
