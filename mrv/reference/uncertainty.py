"""Default uncertainties: of activity data by the means of determination, of factors by gas and reliability grade.

A row states a percentage with the range it was taken from (IPCC 2006, vol. 2, ch. 2, tables 2.12 and 2.15), or five
pedigree marks from which it follows (`mrv.accounting.uncertainty.pedigree`). A declared or published uncertainty
always goes before a default. How well a default is founded is part of it: `confirmed` was compared with the text it
cites, `unchecked` was not and is a weak source, `choice` are marks that the platform chose.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache, lru_cache

from mrv.accounting.messages import Text
from mrv.accounting.uncertainty import Pedigree
from mrv.reference.tables import FIXTURES, FixtureError, parse_decimal, read_table

FOLDER = FIXTURES / "uncertainty"
MARKS = ("reliability", "technical", "geographic", "temporal", "completeness")
STANDINGS = ("confirmed", "unchecked", "choice")
_STEP = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Default:
    """One default: half the 95 % interval in percent, what it rests on, and the words that tell it."""

    code: str
    title: Text
    percent: Decimal
    range: str
    source: str
    is_pedigree: bool
    standing: str
    words: tuple[str, ...] = ()
    parameter: str = ""
    gas: str = ""
    grade: str = ""


def _default(row: Mapping[str, str], file: str) -> Default:
    where = f"{file}, {row['code']}"
    marks = {name: int(row[name]) if row[name] else None for name in MARKS}
    percent = parse_decimal(row["percent"], where) if row["percent"] else from_marks(Pedigree(**marks))
    return Default(
        code=row["code"],
        title=Text(row["title_en"], row["title_zh"]),
        percent=percent,
        range=row["range"],
        source=row["source"],
        is_pedigree=not row["percent"],
        standing=_standing(row["standing"], file),
        words=tuple(filter(None, row.get("words", "").split("|"))),
        parameter=row.get("parameter", ""),
        gas=row.get("gas", ""),
        grade=row.get("grade", ""),
    )


def _standing(text: str, file: str) -> str:
    if text not in STANDINGS:
        raise FixtureError(f"{file}: standing is {text!r}; expected one of {', '.join(STANDINGS)}.")
    return text


def default_of(basis: str) -> Default | None:
    """The default that the basis of a part names (``determination:meter``, ``default:ch4``); None for any other."""
    kind, _colon, code = basis.partition(":")
    if kind == "determination":
        return determinations().get(code)
    return next((one for one in factor_defaults() if one.code == code), None) if kind == "default" else None


def from_marks(marks: Pedigree) -> Decimal:
    """The percentage that pedigree marks stand for: the upper end of their interval, GSD^2 - 1."""
    return (100 * (marks.gsd2() - 1)).quantize(_STEP, ROUND_HALF_EVEN)


@cache
def determinations() -> Mapping[str, Default]:
    """Means of determination of activity data and measured parameters, by code, best first."""
    return {row["code"]: _default(row, "determinations.csv") for row in read_table(FOLDER / "determinations.csv")}


@cache
def factor_defaults() -> tuple[Default, ...]:
    """Defaults of factors: those for a gas first, then the reliability grades."""
    return tuple(_default(row, "factors.csv") for row in read_table(FOLDER / "factors.csv"))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Chinese words anywhere, English ones as words with a usual ending (meters, metered, not kilometer)."""
    english = "|".join(re.escape(word) for word in words if word.isascii())
    chinese = "|".join(re.escape(word) for word in words if not word.isascii())
    return re.compile(rf"(?<![a-z])(?:{english})(?:s|es|ed|d|ing|ation|ical|ics)?(?![a-z])|{chinese}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def determination_in(text: str) -> Default | None:
    """The means a data source speaks of in words; an estimate goes before everything else it mentions."""
    found = [one for one in determinations().values() if _pattern(one.words).search(text)]
    return max(found, key=lambda one: one.percent, default=None)


@cache
def factor_default(parameter: str, gas: str, grade: str) -> Default | None:
    """The default of a factor that states no uncertainty itself."""
    for one in factor_defaults():
        if one.gas and (one.parameter, one.gas) == (parameter, gas):
            return one
        if one.grade and one.grade == grade:
            return one
    return None
