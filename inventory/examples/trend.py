"""Worked examples of trend tests; a series comes as a list, a rule that generates it, or a reference."""

import re
from collections.abc import Callable, Mapping
from math import nan

from inventory.analysis.trend import DEFAULT_ALPHA, TrendTest, mann_kendall, mann_kendall_hamed_rao, sen_slope
from mrv.accounting.decimals import parse_decimal
from mrv.accounting.errors import NumberError
from mrv.examples.amounts import part
from mrv.examples.inputs import Inputs, UnsupportedError
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

_PROGRESSION = re.compile(r"\[?\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*,(?:[^.…]*,)?\s*(?:\.\.\.|…)\s*,?\s*(-?[\d.]+)\s*\]?")
_RANGE = re.compile(r"(?:np\.)?a?range\(\s*(?:(-?\d+)\s*,\s*)?(-?\d+)\s*(?:,\s*(-?\d+)\s*)?\)")
_SPAN = re.compile(r"(-?\d+)\s*(?:\.\.+|…|\bto\b|–)\s*(-?\d+)")
_CONSTANT = re.compile(r"\[?\s*(-?[\d.]+)\s*\]?\s*(?:\*|x|×|repeated)\s*(\d+)(?:\s*times)?")
_EQUAL = re.compile(r"(?:np\.)?(ones|zeros)\(\s*(\d+)\s*\)|(?:all )?(ones|zeros),?\s*n\s*=\s*(\d+)", re.IGNORECASE)
_REFERENCE = re.compile(r"see\s+(\S+)")
_MISSING = {"nan", "na", "null", "none", "", "-"}
_LONGEST = 100_000


def _value(text: object) -> float:
    if str(text).strip().casefold() in _MISSING:
        return nan
    return float(parse_decimal(text, field="series"))


def _progression(first: float, second: float, last: float) -> list[float]:
    step = second - first
    count = round((last - first) / step) + 1 if step else 0
    if not 2 <= count <= _LONGEST:
        raise UnsupportedError(f"{first}, {second}, ..., {last} generates no usable series")
    return [first + index * step for index in range(count)]


def _generated(text: str) -> list[float] | None:
    if match := _PROGRESSION.fullmatch(text):
        return _progression(*(float(part) for part in match.groups()))
    if match := _RANGE.fullmatch(text):
        start, stop, step = (int(part) if part else None for part in match.groups())
        return [float(n) for n in range(start or 0, min(stop or 0, _LONGEST), step or 1)]
    if match := _SPAN.fullmatch(text):
        return [float(n) for n in range(int(match[1]), min(int(match[2]), _LONGEST) + 1)]
    if match := _CONSTANT.fullmatch(text):
        return [float(match[1])] * min(int(match[2]), _LONGEST)
    if match := _EQUAL.fullmatch(text):
        value = 1.0 if (match[1] or match[3]).casefold() == "ones" else 0.0
        return [value] * min(int(match[2] or match[4]), _LONGEST)
    return None


def _from_text(inputs: Inputs, text: str) -> list[float]:
    if reference := _REFERENCE.fullmatch(text.strip()):
        other = inputs.others.get(reference[1])
        if other is None:
            raise UnsupportedError(f"the series refers to {reference[1]}, which is not in this file")
        return _series(Inputs(other, inputs.others))
    generated = _generated(text.strip())
    if generated is not None:
        return generated
    written = re.split(r"[,;\s]+", text.strip().strip("[]"))
    try:
        return [_value(number) for number in written]
    except NumberError:
        raise UnsupportedError(f"'{text}' is neither a series nor a rule that generates one") from None


def _series(inputs: Inputs) -> list[float]:
    raw = inputs.value("series")
    if isinstance(raw, Mapping):
        years = sorted(raw)
        return [_value(part(raw[year]).value) for year in years]
    return [_value(part(found).value) for found in raw] if isinstance(raw, list) else _from_text(inputs, str(raw))


def _outcomes(result: TrendTest) -> Mapping[str, Outcome]:
    return {
        "trend": Outcome(result.trend.value),
        "s": Outcome(float(result.s)),
        "var_s": Outcome(result.variance),
        "z": Outcome(result.z),
        "p": Outcome(result.p),
        "tau": Outcome(result.tau),
        "sen_slope": Outcome(result.sen.slope),
        "intercept": Outcome(result.sen.intercept),
    }


def _test(inputs: Inputs, test: Callable[..., TrendTest]) -> Mapping[str, Outcome]:
    alpha = float(inputs.number("alpha", default=str(DEFAULT_ALPHA)))
    return _outcomes(test(_series(inputs), alpha=alpha))


@example("mann_kendall")
def _mann_kendall(inputs: Inputs) -> Mapping[str, Outcome]:
    return _test(inputs, mann_kendall)


@example("mann_kendall_hamed_rao")
def _hamed_rao(inputs: Inputs) -> Mapping[str, Outcome]:
    return _test(inputs, mann_kendall_hamed_rao)


@example("sen_slope")
def _sen_slope(inputs: Inputs) -> Mapping[str, Outcome]:
    line = sen_slope(_series(inputs))
    return {"slope": Outcome(line.slope), "intercept": Outcome(line.intercept)}
