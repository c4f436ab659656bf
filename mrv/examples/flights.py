"""Reading of flights and of offsetting pairs that a publication writes as text.

"ABCD-EFGH, 10 flights, 300.5 t JET_KEROSENE" names airports, fuel and tonnes; the factor follows from the
fuel (ICAO Annex 16 vol. IV, part II 2.2.3) unless one is stated in tCO2/t. Pairs come as "ABCD-EFGH", as a
list of airports whose states take part, or as the numbers of the flights.
"""

import re
from decimal import Decimal

from mrv.accounting.rules.offsetting import Flights
from mrv.examples.inputs import UnsupportedError

_FUEL_FACTORS = {
    "JET_KEROSENE": Decimal("3.16"),
    "JET_GASOLINE": Decimal("3.10"),
    "AVIATION_GASOLINE": Decimal("3.10"),
    "TS_1": Decimal("3.16"),
    "NO_3_JET_FUEL": Decimal("3.16"),
}
_PAIR = re.compile(r"\b([A-Z][A-Z0-9]{2,5})\s*(?:-+>?|–|→|/|\bto\b|,|\s)\s*([A-Z][A-Z0-9]{2,5})\b")
_AIRPORT = re.compile(r"\b[A-Z][A-Z0-9]{2,5}\b")
_FACTOR = re.compile(r"(?:EF|factor)?\s*[=:x×*@]?\s*(\d+(?:\.\d+)?)\s*t\s*CO2\s*/\s*t\b", re.IGNORECASE)
_MULTIPLIED = re.compile(r"(?:[x×*@]|\bEF\b\s*[=:]?)\s*(\d+(?:\.\d+)?)")
_TONNES = re.compile(r"(\d+(?:\.\d+)?)\s*(?:t|tonnes?|tons?)\b(?!\s*CO2)", re.IGNORECASE)
_COUNT = re.compile(r"\d+\s*flights?|flights?\s*[=:]?\s*\d+", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")


def _without(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(" ", text)


def _fuel(text: str) -> tuple[str, str]:
    """Name of the fuel and the text without it."""
    for name in _FUEL_FACTORS:
        spelled = re.compile(r"[\s_.-]?".join(map(re.escape, name.split("_"))), re.IGNORECASE)
        if spelled.search(text):
            return name, spelled.sub(" ", text)
    return "", text


def _factor(text: str, fuel: str) -> tuple[Decimal, str]:
    for pattern in (_FACTOR, _MULTIPLIED):
        match = pattern.search(text)
        if match:
            return Decimal(match[1]), text[: match.start()] + " " + text[match.end() :]
    if fuel not in _FUEL_FACTORS:
        raise UnsupportedError(f"'{text.strip()}' names neither a fuel nor its factor")
    return _FUEL_FACTORS[fuel], text


def read_flights(text: str) -> Flights:
    """Airports, tonnes of fuel and factor of one text; airports are empty where none are named."""
    fuel, rest = _fuel(text)
    factor, rest = _factor(_without(_COUNT, rest), fuel)
    tonnes = _TONNES.search(rest) or _NUMBER.search(rest)
    if tonnes is None:
        raise UnsupportedError(f"'{text}' states no tonnes of fuel")
    pair = _PAIR.search(rest)
    departure, arrival = pair.groups() if pair else ("", "")
    amount = tonnes[1] if tonnes.re is _TONNES else tonnes[0]
    return Flights(departure, arrival, Decimal(amount), factor)


def has_duty(name: str, flights: Flights, pairs: str) -> bool:
    """Whether flights have the offsetting duty by what `pairs` says."""
    number = re.escape(name.removeprefix("flights_"))
    if not _AIRPORT.search(pairs):
        return bool(re.search(rf"(?<!\d){number}(?!\d)", pairs))
    separated = re.findall(r"\b([A-Z][A-Z0-9]{2,5})\s*(?:-+>?|–|→|/|\bto\b)\s*([A-Z][A-Z0-9]{2,5})\b", pairs)
    ends = {flights.departure, flights.arrival}
    if separated:
        return any(set(pair) == ends for pair in separated)
    return ends <= set(_AIRPORT.findall(pairs))
