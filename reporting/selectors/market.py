"""Scope 2 of a version both ways: the lines of record by location, the market-based results beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mrv.accounting.catalogue import method as find_method
from reporting.calculation.market import given
from reporting.models import EmissionLine, MarketResult, ReportVersion
from reporting.selectors.emissions import lines_in_force, run_in_force, sum_of, sums_by


@dataclass(frozen=True)
class Scope2:
    """Two totals of the same electricity and heat; they are never added."""

    location_co2e_t: Decimal
    market_co2e_t: Decimal
    results: tuple[MarketResult, ...]

    @property
    def certified_mwh(self) -> Decimal:
        """Electricity covered by certificates."""
        return sum_of([one.certified_mwh for one in self.results])


def market_results(version: ReportVersion) -> list[MarketResult]:
    """The market-based results of the run in force, by stream."""
    run = run_in_force(version)
    if run is None:
        return []
    return list(MarketResult.objects.filter(version=version, run_id=run.pk).order_by("stream_code"))


def scope_2(version: ReportVersion) -> Scope2 | None:
    """Both totals; None where the version has no line of scope 2. Heat and exports are the same in both."""
    location = [one.co2e_t for one in sums_by(lines_in_force(version).filter(scope=2), "scope")]
    if not location:
        return None
    results = tuple(market_results(version))
    shift = sum_of([one.market_co2_t - one.location_co2_t for one in results])
    return Scope2(location[0], location[0] + shift, results)


def market_of_line(line: EmissionLine) -> MarketResult | None:
    """The market-based result of the stream a line belongs to, of the same run."""
    return MarketResult.objects.filter(
        version_id=line.version_id, run_id=line.run_id, stream_code=line.stream_code
    ).first()


def explain_market(found: MarketResult) -> dict[str, Any]:
    """Formula, inputs and proof, from the stored row alone."""
    result = find_method(found.method).calculate(given(found.inputs))
    return {
        **result.explanation.to_dict(),
        **market_record(found),
        "record": found.inputs,
        "is_identical": result.masses["CO2"] == found.market_co2_t,
    }


def market_record(found: MarketResult) -> dict[str, Any]:
    """One result as plain values."""
    names = ("electricity_mwh", "certified_mwh", "location_co2_t", "market_co2_t", "residual_factor")
    return {
        "source_stream": found.stream_code,
        **{name: getattr(found, name) for name in names},
        "residual_basis": found.residual_basis,
        "method": found.method,
        "rounding": found.rounding,
        "certificates": found.inputs["certified"],
    }


def by_code(results: Sequence[MarketResult]) -> dict[str, MarketResult]:
    """Results by stream."""
    return {one.stream_code: one for one in results}
