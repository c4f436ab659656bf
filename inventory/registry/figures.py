"""The verified figures of a version, by scope and gas: sums of the stored line values, nothing else."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, Sum

from reporting.models import EmissionLine, ReportVersion


@dataclass(frozen=True)
class VerifiedFigures:
    """Tonnes of each gas and tonnes CO2e per scope."""

    scope_1_co2e_t: Decimal
    scope_2_co2e_t: Decimal
    co2_t: Decimal
    ch4_t: Decimal
    n2o_t: Decimal
    fgas_co2e_t: Decimal


def verified_figures(version: ReportVersion) -> VerifiedFigures:
    """Sum the lines of the run whose hash the decision named."""
    lines = EmissionLine.objects.filter(version=version, run_id__in=_run_ids(version))
    direct, indirect = Q(scope=1), Q(scope=2)
    sums: dict[str, Any] = lines.aggregate(
        scope_1_co2e_t=Sum("co2e_t", filter=direct),
        scope_2_co2e_t=Sum("co2e_t", filter=indirect),
        co2_t_sum=Sum("co2_t", filter=direct),
        ch4_t_sum=Sum("ch4_t", filter=direct),
        n2o_t_sum=Sum("n2o_t", filter=direct),
        fgas_sum=Sum("fgas_co2e_t", filter=direct),
    )
    values = {name.replace("_sum", ""): value or Decimal(0) for name, value in sums.items()}
    values["fgas_co2e_t"] = values.pop("fgas")
    return VerifiedFigures(**values)


def _run_ids(version: ReportVersion) -> Any:
    return version.runs.filter(result_hash=F("version__result_hash")).values("pk")
