"""A line explained and recomputed from its own row alone.

Numbers are read from the row alone: not from the factor library, the plan or the declared rows. The explanation adds
which factors were considered and rejected, from the run, and who stands behind each input.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mrv.accounting.catalogue import method as find_method
from mrv.accounting.gwp import GwpSet
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.reading import Given
from mrv.accounting.methods.result import Result
from mrv.accounting.quantity import Quantity
from mrv.reference.uncertainty import default_of
from reporting.calculation.build import engine_build
from reporting.models import CalculationRun, EmissionLine, UncertaintyProfile
from reporting.selectors.market import explain_market, market_of_line
from reporting.selectors.provenance import Provenance, provenance_of
from reporting.selectors.uncertainty import assessed

_COLUMNS = {"CO2": "co2_t", "CO2_biogenic": "biogenic_co2_t", "N2O": "n2o_t"}


@dataclass(frozen=True, slots=True)
class Recomputation:
    """What recomputing gave: per column the stored and the recomputed amount in t; equal or not."""

    line_id: int
    stored: dict[str, Decimal]
    recomputed: dict[str, Decimal]
    is_same_build: bool
    is_same_method: bool

    @property
    def is_identical(self) -> bool:
        """Every digit is the same."""
        return self.stored == self.recomputed


def explain_line(line: EmissionLine, provenance: Mapping[str, Provenance] | None = None) -> dict[str, Any]:
    """The explanation as JSON-able values: formula, inputs, factors, GWP, rounding, build, place in the report."""
    result = _calculate(line)
    explanation = result.explanation.to_dict()
    explanation["line"] = {
        "id": str(line.public_id),
        "stream": line.stream_code,
        "month": line.month,
        "scope": line.scope,
        "fuel": line.fuel,
        "co2e_t": f"{line.co2e_t:f}",
        "engine_build": line.engine_build,
        "method_version": line.method_version,
        "method_fingerprint": line.method_fingerprint,
        "rounding": line.rounding,
    }
    explanation["record"] = line.inputs
    behind = provenance_of(line) if provenance is None else provenance
    explanation["provenance"] = {name: one.to_dict() for name, one in behind.items()}
    explanation["resolutions"] = _resolutions(line)
    explanation["uncertainty"] = _uncertainty(line)
    explanation["is_identical"] = _compare(line, result).is_identical
    beside = market_of_line(line) if line.scope == 2 else None
    if beside is not None:
        explanation["market_based"] = explain_market(beside)
    return explanation


def recompute_line(line: EmissionLine) -> Recomputation:
    """Compute the line again from its row and compare every column; AccountingError if its method is gone."""
    return _compare(line, _calculate(line))


def _calculate(line: EmissionLine) -> Result:
    method = find_method(line.method)
    values = {gas: Decimal(value) for gas, value in line.gwp_values.items()}
    gwp = GwpSet(line.gwp_set_code, line.gwp_set_code, values)
    return method.calculate(inputs_of(line.inputs), gwp=gwp, sources=_sources(line.inputs))


def inputs_of(record: Mapping[str, Mapping[str, Any]]) -> dict[str, Given]:
    """The recorded inputs as the method takes them."""
    return {
        name: str(kept["choice"]) if "choice" in kept else Quantity.of(str(kept["value"]), str(kept["unit"]))
        for name, kept in record.items()
    }


def _sources(record: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    return {name: str(kept["source"]) for name, kept in record.items() if kept.get("source")}


def _compare(line: EmissionLine, result: Result) -> Recomputation:
    stored = {name: getattr(line, name) for name in ("co2_t", "biogenic_co2_t", "ch4_t", "n2o_t", "co2e_t")}
    recomputed = dict.fromkeys(stored, Decimal(0))
    species: dict[str, Decimal] = {}
    for gas, mass in result.masses.items():
        if gas.startswith("CH4"):
            recomputed["ch4_t"] += mass
        elif gas in _COLUMNS:
            recomputed[_COLUMNS[gas]] += mass
        else:
            species[gas] = mass
    recomputed["co2e_t"] = result.co2e_t or Decimal(0)
    for gas in line.species.keys() | species.keys():
        stored[gas] = Decimal(line.species.get(gas, "0"))
        recomputed[gas] = species.get(gas, Decimal(0))
    return Recomputation(
        line_id=line.pk,
        stored=stored,
        recomputed=recomputed,
        is_same_build=line.engine_build == engine_build(),
        is_same_method=_is_same(line, result.method),
    )


def _is_same(line: EmissionLine, method: Method) -> bool:
    return line.method_fingerprint == method.fingerprint


def _uncertainty(line: EmissionLine) -> dict[str, Any]:
    """What the uncertainty of the line consists of, from its profile."""
    digest, percent = assessed(line)
    profile = UncertaintyProfile.objects.filter(digest=digest).first()
    return {
        "approach": "IPCC 2006 vol. 1 ch. 3, approach 1",
        "percent": None if percent is None else f"{percent:f}",
        "profile": digest,
        "parts": [{**part, **_founded(part["basis"])} for part in profile.parts] if profile else [],
        "gases": profile.gases if profile else {},
    }


def _founded(basis: str) -> dict[str, str]:
    """What a default rests on, and how well that is founded."""
    found = default_of(basis)
    return {"source": found.source, "standing": found.standing} if found else {}


def _resolutions(line: EmissionLine) -> dict[str, Any]:
    """How each factor of the line was chosen and what was rejected, from the run."""
    keys = {name: kept["resolution"] for name, kept in line.inputs.items() if "resolution" in kept}
    if not keys:
        return {}
    held = CalculationRun.objects.filter(pk=line.run_id).values_list("resolutions", flat=True).first() or {}
    return {name: held[key] for name, key in keys.items() if key in held}
