"""Everything that decides a line but the amount of its activity: declared, approved and resolved inputs.

Order of preference for an input: measured in the period, measured for the year, approved in the plan, resolved
from the pinned factor sets, then what the method itself supplies (a choice or the default of its source).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mrv.accounting.errors import AccountingError, FactorNotFoundError, problem
from mrv.accounting.factors import Resolution
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.reading import Given
from mrv.accounting.methods.spec import InputSpec
from mrv.accounting.quantity import Quantity
from reporting.calculation.declared import Declared, Stream, plain
from reporting.calculation.library import Key, Library
from reporting.calculation.steam import enthalpy_of
from reporting.intake.rules import ENTHALPY

FACTOR_KIND = "factor_kind"
_GAS_OF = {"ef_co2": "CO2", "ef_ch4": "CH4", "ef_n2o": "N2O"}


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs as the method takes them, and as the line records them."""

    given: Mapping[str, Given]
    record: Mapping[str, Mapping[str, Any]]


class InputError(Exception):
    """Inputs of a line cannot be had; ``found`` says which and why."""

    def __init__(self, found: AccountingError) -> None:
        super().__init__(str(found))
        self.found = found


class Inputter:
    """Collects the inputs of one stream for one period."""

    def __init__(self, stream: Stream, method: Method, library: Library) -> None:
        self.stream = stream
        self.method = method
        self.library = library
        self.choices = {c.name: self._approved_text(c.name) for c in method.choices}
        self.supplied = self._supplied()

    def inputs(self, month: int | None) -> Inputs:
        """All inputs but the activity; raises InputError with every one that is missing."""
        given: dict[str, Given] = {name: text for name, text in self.choices.items() if text}
        record: dict[str, dict[str, Any]] = {name: {"choice": text} for name, text in self.choices.items() if text}
        missing: list[AccountingError] = []
        for spec in self.method.inputs:
            if spec.name == self.stream.activity_parameter:
                continue
            try:
                found = self._find(spec, month)
            except AccountingError as error:
                missing.append(error)
                continue
            if found is not None:
                given[spec.name], record[spec.name] = found
        if missing:
            raise InputError(AccountingError(*(p for error in missing for p in error.problems)))
        return Inputs(given, record)

    def _find(self, spec: InputSpec, month: int | None) -> tuple[Quantity, dict[str, Any]] | None:
        declared = self.stream.value(spec.name, month)
        if declared is not None:
            return _of_declared(declared)
        if spec.name == ENTHALPY and (read := enthalpy_of(self.stream, month)) is not None:
            return read
        approved = self.stream.approved_inputs.get(spec.name)
        if approved:
            return _of_approved(approved)
        key = self._key(spec)
        if key is not None and (self.library.holds(key) or not self._has_own(spec)):
            return _of_factor(*self.library.resolve(key, month))
        if self._has_own(spec):
            return None
        raise FactorNotFoundError(problem("input_missing", spec.name, title=spec.title, expected=spec.expected()))

    def _has_own(self, spec: InputSpec) -> bool:
        return spec.default is not None or spec.name in self.supplied

    def _key(self, spec: InputSpec) -> Key | None:
        if not self.stream.fuel:
            return None
        kind = self._approved_text(FACTOR_KIND)
        if spec.name in _GAS_OF:
            return Key(self.stream.fuel, "emission_factor", _GAS_OF[spec.name], kind)
        if spec.name != "emission_factor":
            return Key(self.stream.fuel, spec.name, "", "")
        gases = self.method.gases
        gas = self.choices.get("gas") or (gases[0] if len(gases) == 1 else "")
        return Key(self.stream.fuel, "emission_factor", gas, kind)

    def _approved_text(self, name: str) -> str:
        return str(self.stream.approved_inputs.get(name, {}).get("value", ""))

    def _supplied(self) -> frozenset[str]:
        found: set[str] = set()
        for choice in self.method.choices:
            option = choice.options.get(self.choices[choice.name])
            found.update(option.supplies if option else ())
        return frozenset(found)


def _of_declared(declared: Declared) -> tuple[Quantity, dict[str, Any]]:
    value = plain(declared.quantity)
    record = {"value": value, "unit": declared.unit, "source": declared.origin(), "origin": "measured"}
    return Quantity.of(value, declared.unit), record


def _of_approved(approved: Mapping[str, Any]) -> tuple[Quantity, dict[str, Any]]:
    value, unit = str(approved["value"]), str(approved.get("unit", "1"))
    record = {"value": value, "unit": unit, "source": str(approved.get("source", "")), "origin": "plan"}
    conditions = {name: str(approved[name]) for name in ("basis", "component") if approved.get(name)}
    return Quantity.of(value, unit), record | conditions


def _of_factor(name: str, resolution: Resolution) -> tuple[Quantity, dict[str, Any]]:
    chosen = resolution.chosen
    record = {
        "value": f"{chosen.value:f}",
        "unit": chosen.unit,
        "source": chosen.source,
        "origin": "factor",
        "factor": chosen.to_dict(),
        "resolution": name,
    }
    return Quantity.of(chosen.value, chosen.unit), record
