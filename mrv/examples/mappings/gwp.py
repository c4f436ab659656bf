"""Worked examples of global warming potentials: lookup by set name, blends, change of set."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache

from mrv.accounting.decimals import parse_decimal
from mrv.accounting.quantity import Quantity
from mrv.examples.amounts import part
from mrv.examples.engine import calculate
from mrv.examples.inputs import Inputs, UnsupportedError
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example
from mrv.reference.gwp import load_gwp_sets

_ASSESSMENT = re.compile(
    r"\b(SAR|TAR|AR[456])(?![0-9A-FH-Z])|\b(second|third|fourth|fifth|sixth) assessment", re.IGNORECASE
)
_ORDINALS = {"second": "SAR", "third": "TAR", "fourth": "AR4", "fifth": "AR5", "sixth": "AR6"}
_OLD_A1, _NEW_A1 = "US-A1-2014", "US-A1-2025"
_GAS_NAMES = {
    "METHANE": "CH4",
    "CARBONDIOXIDE": "CO2",
    "NITROUSOXIDE": "N2O",
    "SULFURHEXAFLUORIDE": "SF6",
    "SULPHURHEXAFLUORIDE": "SF6",
    "NITROGENTRIFLUORIDE": "NF3",
    "PFC14": "CF4",
    "PFC116": "C2F6",
    "PFC218": "C3F8",
    "PFC318": "CC4F8",
}


_REFRIGERANT = re.compile(r"R-?(\d{2,3}[a-z]{0,2})", re.IGNORECASE)
_ORIGIN = re.compile(r"(?:non-?)?fossil|bio(?:genic|mass)?|of|origin|from|sources?", re.IGNORECASE)


def _plain(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", text).upper())


def set_code(name: str) -> str:
    """Code of the set a publication names: an assessment report, or table A-1 of 40 CFR 98 by its year."""
    codes = {_plain(found.code): found.code for found in load_gwp_sets()}
    if _plain(name) in codes:
        return codes[_plain(name)]
    if "A-1" in name.upper() or "40 CFR" in name.upper():
        is_old = re.search(r"before|through|until|old|former|201\d|2024|AR4", name, re.IGNORECASE)
        return _OLD_A1 if is_old else _NEW_A1
    match = _ASSESSMENT.search(name)
    if match is None:
        raise UnsupportedError(f"'{name}' names no GWP set; known are {', '.join(codes.values())}")
    code = match[1].upper() if match[1] else _ORDINALS[match[2].casefold()]
    feedback = re.search(r"CCF|with (climate-)?carbon feedback|with feedback", name, re.IGNORECASE)
    return f"{code}-CCF" if code == "AR5" and feedback else code


@cache
def _potentials(code: str) -> dict[str, Decimal]:
    """Potentials by gas code, and by chemical formula where only one gas of the set has it."""
    values = next(found for found in load_gwp_sets() if found.code == code).values
    by_gas = {_plain(fact.gas): fact.value for fact in values}
    formulas = Counter(_plain(fact.formula) for fact in values)
    by_formula = {name: fact.value for fact in values if formulas[name := _plain(fact.formula)] == 1}
    return by_formula | by_gas


def _spellings(gas: str) -> Iterator[str]:
    """The name as a whole, what stands before a bracket, and what stands inside it."""
    for name in (gas, re.sub(r"\(.*\)", "", gas), *re.findall(r"\(([^()]+)\)", gas)):
        refrigerant = _REFRIGERANT.fullmatch(name.strip())
        plain = _plain(f"HFC{refrigerant[1]}" if refrigerant else name)
        yield _GAS_NAMES.get(plain, plain)


def _methane(gas: str) -> str:
    """Methane by origin; of no stated origin where the set gives one value for that."""
    if re.search(r"non-?fossil|bio", gas, re.IGNORECASE):
        return "CH4BIOGENIC"
    return "CH4" if re.search(r"fossil", gas, re.IGNORECASE) else "CH4UNSPECIFIED"


def _is_methane(gas: str) -> bool:
    """Whether a name is that of methane with its origin, not of a compound that ends in methane."""
    spelled = {_plain(part) for part in re.split(r"[^\w₀-₉]+|_", _ORIGIN.sub(" ", gas)) if part}
    return bool(spelled) and spelled <= {"CH4", "METHANE"}


def potential(gas: str, code: str) -> Decimal:
    """GWP of a gas in a set, whichever way its name is written."""
    values = _potentials(code)
    names = list(_spellings(gas))
    if _is_methane(gas):
        names = [_methane(gas), "CH4"]
    for name in names:
        if name in values:
            return values[name]
    raise UnsupportedError(f"GWP set {code} has no value for '{gas}'")


@example("gwp_lookup")
def _lookup(inputs: Inputs) -> Mapping[str, Outcome]:
    return {"gwp100": Outcome(potential(inputs.text("gas"), set_code(inputs.text("set", "gwp_set"))))}


def _share(raw: object, unit: str) -> Fraction:
    """A share of the blend: a fraction where its unit says so, else a percentage."""
    given = part(raw, unit)
    is_fraction = re.search(r"fraction|(?<!\w)1(?!\w)", given.unit) is not None
    return Fraction(parse_decimal(given.value, field="composition")) / (1 if is_fraction else 100)


@example("gwp_blend")
def _blend(inputs: Inputs) -> Mapping[str, Outcome]:
    unit = inputs.given("composition").unit
    shares = {gas: _share(raw, unit) for gas, raw in inputs.mapping("composition").items()}
    if sum(shares.values()) != 1:
        raise ValueError(f"The shares of the blend add up to {float(sum(shares.values())):.4%}, not to 100 %.")
    code = set_code(inputs.text("gwp_set", "set"))
    return {
        "gwp100": Outcome(sum((share * Fraction(potential(gas, code)) for gas, share in shares.items()), Fraction(0)))
    }


@example("gwp_version_effect")
def _version_effect(inputs: Inputs) -> Mapping[str, Outcome]:
    masses = {"CO2": inputs.quantity("co2_kg"), "CH4": inputs.quantity("ch4_kg"), "N2O": inputs.quantity("n2o_kg")}
    return {
        "co2e_old_A1": _co2e(masses, {gas: potential(gas, _OLD_A1) for gas in masses}),
        "co2e_new_A1": _co2e(masses, {gas: potential(gas, _NEW_A1) for gas in masses}),
    }


def _co2e(masses: Mapping[str, Quantity], potentials: Mapping[str, Decimal]) -> Outcome:
    total = sum(
        (Fraction(mass.value) * mass.unit.factor * Fraction(potentials[gas]) for gas, mass in masses.items()),
        Fraction(0),
    )
    return Outcome(total, "kg")


def stated_potentials(text: str) -> dict[str, Decimal]:
    """Potentials written out, such as "CO2 1, CH4 28, N2O 265"."""
    pairs = re.findall(r"([A-Za-z][\w-]*)\s*[:=]?\s+([\d.]+)", text)
    return {gas.upper(): Decimal(value) for gas, value in pairs}


@example("gpc_stationary_three_gases")
def _stationary(inputs: Inputs) -> Mapping[str, Outcome]:
    fuel = inputs.quantity("fuel")
    given = inputs.given("gwp")
    potentials = stated_potentials(str(given.value))
    if not potentials:
        code = set_code(f"{given.value} {given.unit}")
        potentials = {gas: potential(gas, code) for gas in ("CO2", "CH4", "N2O")}
    total = Fraction(0)
    for gas in ("CO2", "CH4", "N2O"):
        if f"ef_{gas.lower()}" in inputs:
            total += _gas_mass(fuel, inputs.quantity(f"ef_{gas.lower()}"), gas) * Fraction(potentials[gas])
    return {"co2e": Outcome(total, "t")}


def _gas_mass(fuel: Quantity, factor: Quantity, gas: str) -> Fraction:
    result = calculate("general.activity_factor", {"activity": fuel, "emission_factor": factor, "gas": gas})
    return result.exact["emission"]
