"""The uncertainty of a report by IPCC approach 1: in all, by scope, by stream. Lines are grouped by the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Sum

from mrv.accounting.uncertainty import Group, Part, Uncertain, parts_of, uncertain
from reporting.models import EmissionLine, UncertaintyProfile
from reporting.selectors.emissions import IN_TOTAL

Profiles = Mapping[str, tuple[Part, ...] | None]


@dataclass(frozen=True)
class ReportUncertainty:
    """Uncertainties of one version: scopes 1 and 2 together, each scope, each (scope, stream)."""

    total: Uncertain
    scopes: Mapping[int, Uncertain]
    streams: Mapping[tuple[int, str], Uncertain]


def profiles_of(digests: Iterable[str]) -> Profiles:
    """The parts of profiles by digest; None where a part is unknown."""
    held = UncertaintyProfile.objects.filter(digest__in=set(digests) - {""}).values_list("digest", "parts")
    return {digest: parts_of(parts) for digest, parts in held}


def groups_of(lines: QuerySet[EmissionLine]) -> list[dict[str, Any]]:
    """Sums of the lines by scope, stream and profile."""
    axes = ("scope", "stream_code", "uncertainty_profile")
    grouped = lines.order_by(*axes).values(*axes)
    return list(grouped.annotate(amount=Sum("co2e_t"), squares=Sum(F("co2e_t") * F("co2e_t"))))


def uncertainty_of(lines: QuerySet[EmissionLine]) -> ReportUncertainty:
    """The uncertainty of the lines of a version."""
    rows = groups_of(lines)
    profiles = profiles_of(row["uncertainty_profile"] for row in rows)
    scopes: dict[int, list[Group]] = {}
    streams: dict[tuple[int, str], list[Group]] = {}
    for row in rows:
        group = Group(Decimal(row["amount"]), Decimal(row["squares"]), profiles.get(row["uncertainty_profile"]))
        scopes.setdefault(row["scope"], []).append(group)
        streams.setdefault((row["scope"], row["stream_code"]), []).append(group)
    counted = [group for scope, groups in scopes.items() if scope in IN_TOTAL for group in groups]
    return ReportUncertainty(
        total=uncertain(counted),
        scopes={scope: uncertain(groups) for scope, groups in scopes.items()},
        streams={place: uncertain(groups) for place, groups in streams.items()},
    )


def as_record(found: Uncertain, *, approach: int = 1) -> dict[str, Any]:
    """The public form: half width and interval of the part whose uncertainty is known, and how large that part is."""
    interval = found.interval
    return {
        "approach": approach,
        "percent": found.percent,
        "lower_tco2e": interval[0] if interval else None,
        "upper_tco2e": interval[1] if interval else None,
        "known_tco2e": found.known_amount,
        "coverage_percent": found.coverage,
    }
