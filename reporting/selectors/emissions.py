"""Computed emissions of a version: the lines of the run in force and their exact sums.

A total is the sum of stored line values of scopes 1 and 2; the database adds
numerics exactly, so every table adds up to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet, Sum

from reporting.models import CalculationRun, EmissionLine, ReportVersion

GASES = ("co2_t", "ch4_t", "n2o_t", "fgas_co2e_t", "biogenic_co2_t", "co2e_t")
IN_TOTAL = (1, 2)


@dataclass(frozen=True)
class Totals:
    """Sums of one version: in all, and by scope."""

    total: Decimal
    scopes: dict[int, Decimal] = field(default_factory=dict)
    biogenic: Decimal = Decimal(0)
    line_count: int = 0


def run_in_force(version: ReportVersion) -> CalculationRun | None:
    """The run whose digest the version carries."""
    if not version.result_hash:
        return None
    return version.runs.filter(result_hash=version.result_hash).order_by("-pk").first()


def lines_in_force(version: ReportVersion) -> QuerySet[EmissionLine]:
    """The lines of the run in force, in order; none before the version is computed."""
    run = run_in_force(version)
    if run is None:
        return EmissionLine.objects.none()
    return EmissionLine.objects.filter(version=version, run_id=run.pk).order_by("line_number")


@dataclass(frozen=True)
class Sums:
    """Masses of one group of lines."""

    key: tuple[object, ...]
    amounts: dict[str, Decimal]

    @property
    def co2e_t(self) -> Decimal:
        """The total of the group."""
        return self.amounts["co2e_t"]


def sums_by(lines: QuerySet[EmissionLine], *axes: str) -> list[Sums]:
    """Sums of every mass column by the axes, in their order."""
    grouped = lines.order_by(*axes).values(*axes).annotate(**{f"sum_{gas}": Sum(gas) for gas in GASES})
    return [Sums(tuple(row[axis] for axis in axes), {gas: row[f"sum_{gas}"] for gas in GASES}) for row in grouped]


def totals_of(lines: QuerySet[EmissionLine]) -> Totals:
    """The headline of a computed version."""
    scopes = {int(str(one.key[0])): one for one in sums_by(lines, "scope")}
    return Totals(
        total=sum_of([one.co2e_t for scope, one in scopes.items() if scope in IN_TOTAL]),
        scopes={scope: one.co2e_t for scope, one in scopes.items()},
        biogenic=sum_of([one.amounts["biogenic_co2_t"] for one in scopes.values()]),
        line_count=lines.count(),
    )


def sum_of(amounts: Sequence[Decimal]) -> Decimal:
    """The exact sum; zero of nothing."""
    return sum(amounts, Decimal(0))
