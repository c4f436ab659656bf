"""How a number is written for a reader: grouped digits, an adaptive unit, the full value kept beside it.

Rounding here is for the eye only; the value of record travels along unrounded. English readers get
t, kt and Mt; Chinese readers get 吨 and 万吨, the units of official statistics.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from django.utils import formats
from django.utils.translation import get_language

Numeric = Decimal | int | str

MINUS = "\u2212"
NOTHING = "\u2014"
_GASES = {"CO2e": "CO₂e", "CO2": "CO₂", "CH4": "CH₄", "N2O": "N₂O", "SF6": "SF₆", "NF3": "NF₃"}


@dataclass(frozen=True)
class Scale:
    """One unit of mass: its code, how many tonnes it holds, how it is written."""

    code: str
    tonnes: Decimal
    symbol: str


_ENGLISH = (
    Scale("t", Decimal(1), "t"),
    Scale("kt", Decimal(1_000), "kt"),
    Scale("Mt", Decimal(1_000_000), "Mt"),
)
_CHINESE = (
    Scale("t", Decimal(1), "吨"),
    Scale("10kt", Decimal(10_000), "万吨"),
)
_BY_CODE = {scale.code: scale for scale in (*_CHINESE, *_ENGLISH)}
_CHINESE_SYMBOLS = {scale.code: scale.symbol for scale in _CHINESE}


@dataclass(frozen=True)
class Wish:
    """How tonnes are wanted: a fixed unit, a gas other than CO₂e, a number of decimals."""

    unit: str = ""
    gas: str = "CO2e"
    places: int | None = None


@dataclass(frozen=True)
class Figure:
    """A number ready to be read: short text, its unit, and the full value with its unit."""

    text: str
    unit: str
    exact: str
    exact_unit: str
    raw: str


_POWER = re.compile(r"10\^(\d+)")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_unit(unit: str) -> str:
    """A unit code as it is read: 10^4Nm3 is 10⁴ Nm³, for Chinese readers 万 Nm³."""
    if "^" not in unit and "m3" not in unit:
        return unit
    in_chinese = (get_language() or "").startswith("zh")

    def power(found: re.Match[str]) -> str:
        return "万 " if in_chinese and found[1] == "4" else f"10{found[1].translate(_SUPERSCRIPTS)} "

    return re.sub(" +", " ", _POWER.sub(power, unit).replace("m3", "m³")).strip()


def to_decimal(value: Numeric | None) -> Decimal | None:
    """The exact decimal of a template value; None stays None. Text that is no number raises ValueError."""
    if value is None or value == "":
        return None
    try:
        return value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"A figure must be a decimal number, got {value!r}.") from error


def group(value: Decimal, places: int | None = None) -> str:
    """Digits grouped for the active language; ``places`` rounds half to even, None keeps every digit."""
    shown = value if places is None else value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    if shown == 0:
        shown = abs(shown)
    # Django's number_format costs ten times as much, and a heat table has a thousand figures.
    text = f"{shown:,f}".replace("-", MINUS)
    thousands, decimals = formats.get_format("THOUSAND_SEPARATOR"), formats.get_format("DECIMAL_SEPARATOR")
    return text if (thousands, decimals) == (",", ".") else text.translate({44: thousands, 46: decimals})


def places_for(value: Decimal, wanted: int = 2) -> int:
    """Decimal places that keep about three digits visible when a value is below one."""
    if value == 0 or abs(value) >= 1:
        return wanted
    return min(8, max(wanted, 2 - value.adjusted()))


def scale_for(largest: Decimal) -> Scale:
    """The unit in which a column whose largest value is this many tonnes is best read."""
    chinese = (get_language() or "").startswith("zh")
    choices = _CHINESE if chinese else _ENGLISH
    fitting = [scale for scale in choices if abs(largest) >= scale.tonnes]
    return fitting[-1] if fitting else choices[0]


def scale_by_code(code: str) -> Scale:
    """A unit chosen by hand: t, kt, Mt or 10kt, written in the active language."""
    try:
        scale = _BY_CODE[code]
    except KeyError as error:
        raise ValueError(f"Unit {code!r} is not a mass unit; choose one of {sorted(_BY_CODE)}.") from error
    if (get_language() or "").startswith("zh"):
        return Scale(scale.code, scale.tonnes, _CHINESE_SYMBOLS.get(code, scale.symbol))
    return Scale("10kt", scale.tonnes, "10 kt") if code == "10kt" else scale


def unit_text(scale: Scale, gas: str = "CO2e") -> str:
    """A unit with its gas, as in "Mt CO₂e" or "万吨 CO₂e"."""
    return f"{scale.symbol} {gas_text(gas)}" if gas else scale.symbol


def gas_text(gas: str) -> str:
    """A gas as people write it."""
    return _GASES.get(gas, gas)


def decimals_of(tonnes: Decimal) -> int:
    """Decimals that show tonnes in a sentence: more for the few kilograms of a trace gas."""
    return 1 if abs(tonnes) >= 10 else 6


def span(low: Decimal, high: Decimal, gas: str = "CO2e") -> dict[str, str]:
    """Both ends of a range of tonnes in one unit that suits the larger, for a sentence: low, high and unit."""
    largest = max(abs(low), abs(high))
    scale = scale_for(largest)
    places = places_for(largest / scale.tonnes)
    ends = {"low": group(low / scale.tonnes, places), "high": group(high / scale.tonnes, places)}
    return {**ends, "unit": unit_text(scale, gas)}


def tonnes_figure(value: Decimal, wish: Wish) -> Figure:
    """Tonnes written in a unit that suits their size, with the full value beside."""
    scale = scale_by_code(wish.unit) if wish.unit else scale_for(value)
    scaled = value / scale.tonnes
    digits = wish.places if wish.places is not None else places_for(scaled)
    return Figure(
        text=group(scaled, digits),
        unit=unit_text(scale, wish.gas),
        exact=group(value),
        exact_unit=unit_text(scale_by_code("t"), wish.gas),
        raw=format(value, "f"),
    )
