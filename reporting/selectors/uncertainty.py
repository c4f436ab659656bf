"""The uncertainty of a report by IPCC approach 1: in all, by scope, by stream, by gas.

Lines are grouped by the database; the gases follow from what the profiles of lines say of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from mrv.accounting.uncertainty import Asked, Group, Profile, Uncertain, profile_of, uncertain, weighed
from mrv.core.exports.table import Value
from reporting.models import CalculationRun, EmissionLine, LineAssessment, ReportVersion, UncertaintyProfile
from reporting.selectors.emissions import IN_TOTAL

Profiles = Mapping[str, Profile]
#: Columns of the masses of a line by gas, in the order of tables.
GAS_COLUMNS = {
    "CO2": "co2_t", "CH4": "ch4_t", "N2O": "n2o_t", "FGAS": "fgas_co2e_t", "CO2_BIO": "biogenic_co2_t",
}  # fmt: skip


@dataclass(frozen=True)
class ReportUncertainty:
    """Uncertainties of one version: scopes 1 and 2 together, each scope, each (scope, stream).

    ``gases`` are the masses of scopes 1 and 2 by gas, t (FGAS: t CO2e).
    """

    total: Uncertain
    scopes: Mapping[int, Uncertain]
    streams: Mapping[tuple[int, str], Uncertain]
    gases: Mapping[str, Uncertain]


def profiles_of(digests: Iterable[str]) -> Profiles:
    """Profiles by digest."""
    held = UncertaintyProfile.objects.filter(digest__in=set(digests) - {""})
    rows = held.values_list("digest", "parts", "gases", "gwp_set_code")
    return {digest: profile_of(*recorded) for digest, *recorded in rows}


def group_of(profile: Profile | None, amount: Decimal, squares: Decimal) -> Group:
    """Lines of one profile in the CO2e they were computed with."""
    return Group(amount, squares, profile.parts if profile else None)


def unassessed(version: ReportVersion | None = None) -> QuerySet[EmissionLine]:
    """Lines of results in force that were computed before uncertainty, or the gases of profiles, were kept."""
    without_gases = UncertaintyProfile.objects.filter(gases={}).values("digest")
    in_force = CalculationRun.objects.filter(
        version_id=OuterRef("version_id"), result_hash=OuterRef("version__result_hash")
    )
    lines = EmissionLine.objects.filter(
        assessment__isnull=True, run_id=Subquery(in_force.order_by("-pk").values("pk")[:1])
    )
    lines = lines.filter(
        Q(uncertainty_profile="", uncertainty_percent=None) | Q(uncertainty_profile__in=without_gases)
    )
    return lines.filter(version=version) if version is not None else lines


def assessed(line: EmissionLine) -> tuple[str, Decimal | None]:
    """Digest of the profile of a line and its percentage, as they are known now."""
    later = LineAssessment.objects.filter(line_id=line.pk).first()
    return (later.profile, later.percent) if later else (line.uncertainty_profile, line.uncertainty_percent)


def groups_of(lines: QuerySet[EmissionLine]) -> list[dict[str, Any]]:
    """Sums of the lines by scope, stream and profile."""
    axes = ("scope", "stream_code", "profile")
    known = Coalesce("assessment__profile", "uncertainty_profile")
    grouped = lines.annotate(profile=known).order_by(*axes).values(*axes)
    sums = {f"sum_{column}": Sum(column) for column in GAS_COLUMNS.values()}
    counts = {f"lines_{column}": Count("pk", filter=~Q(**{column: 0})) for column in GAS_COLUMNS.values()}
    moments = {"amount": Sum("co2e_t"), "squares": Sum(F("co2e_t") * F("co2e_t"))}
    return list(grouped.annotate(line_count=Count("pk"), **moments, **sums, **counts))


def uncertainty_of(lines: QuerySet[EmissionLine]) -> ReportUncertainty:
    """The uncertainty of the lines of a version."""
    rows = groups_of(lines)
    profiles = profiles_of(row["profile"] for row in rows)
    scopes: dict[int, list[Group]] = {}
    streams: dict[tuple[int, str], list[Group]] = {}
    for row in rows:
        group = group_of(profiles.get(row["profile"]), row["amount"], row["squares"])
        scopes.setdefault(row["scope"], []).append(group)
        streams.setdefault((row["scope"], row["stream_code"]), []).append(group)
    counted = [row for row in rows if row["scope"] in IN_TOTAL]
    by_gas = ((gas, _of_gas(counted, profiles, gas)) for gas in GAS_COLUMNS)
    return ReportUncertainty(
        total=uncertain(group for scope, groups in scopes.items() if scope in IN_TOTAL for group in groups),
        scopes={scope: uncertain(groups) for scope, groups in scopes.items()},
        streams={place: uncertain(groups) for place, groups in streams.items()},
        gases={gas: found for gas, found in by_gas if found is not None},
    )


def _of_gas(rows: Sequence[Mapping[str, Any]], profiles: Profiles, gas: str) -> Uncertain | None:
    """The mass of one gas beside its stored sum; None where no line has any."""
    column = GAS_COLUMNS[gas]
    entries = sum(row[f"lines_{column}"] for row in rows)
    if not entries:
        return None
    asked = Asked(gas=gas, is_mass=True)
    groups = (
        weighed(profiles[digest], row["amount"], row["squares"], asked, lines=row["line_count"])
        for row in rows
        if (digest := row["profile"]) in profiles
    )
    found = uncertain(group for group in groups if group is not None)
    return found.within(sum((row[f"sum_{column}"] for row in rows), Decimal(0)), entries)


def uncertainty_columns(unit: str = "tco2e") -> list[str]:
    """The columns of files: interval of the tonnes whose uncertainty is known, whose share the last one states."""
    return [
        "uncertainty_percent", "uncertainty_below_percent", "uncertainty_above_percent", f"uncertainty_lower_{unit}",
        f"uncertainty_upper_{unit}", "uncertainty_distribution", "uncertainty_approach",
        "uncertainty_coverage_percent",
    ]  # fmt: skip


def uncertainty_cells(found: Uncertain | None) -> list[Value]:
    """The cells of these columns; empty where nothing is known, or nothing may be shown."""
    if found is None or found.percent is None:
        return [*(None for _ in range(7)), found.coverage if found else None]
    record = as_record(found, unit="")
    names = ("percent", "below_percent", "above_percent", "lower_", "upper_", "distribution")
    return [*(record[name] for name in names), "IPCC approach 1", record["coverage_percent"]]


def as_record(found: Uncertain, *, approach: int = 1, unit: str = "tco2e") -> dict[str, Any]:
    """The public form: half width and interval of the part whose uncertainty is known, and how large that part is.

    ``unit`` is that of the amounts, ``t`` for the mass of one gas.
    """
    low, high = found.interval or (None, None)
    below, above = found.bounds or (None, None)
    return {
        "approach": approach,
        "percent": found.percent,
        "distribution": None if found.percent is None else "lognormal" if found.is_skewed else "normal",
        "below_percent": below,
        "above_percent": above,
        f"lower_{unit}": low,
        f"upper_{unit}": high,
        f"known_{unit}": found.known_amount,
        "coverage_percent": found.coverage,
    }
