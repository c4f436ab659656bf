"""What stands before the statement: materiality of what is uncorrected, opinions open, figures to be verified."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from reporting.models import ReportVersion
from verification import materiality
from verification.materiality import Materiality, OpenFindings, OpinionChoice
from verification.models import StatementDraft, VerificationEngagement
from verification.selectors.figures import ZERO, ScopeFigures, figures_by_scope, total_of
from verification.selectors.parameters import thresholds_for
from verification.states import FindingType, Opinion
from verification.wording import WHY_CLOSED

Imposed = Mapping[int, Decimal]


@dataclass(frozen=True)
class Standing:
    """Where the engagement stands: figures, findings, materiality, and which opinions that leaves open."""

    figures: list[ScopeFigures]
    total_tco2e: Decimal
    findings: OpenFindings
    materiality: Materiality
    opinions: tuple[OpinionChoice, ...]


def standing_of(version: ReportVersion, engagement: VerificationEngagement) -> Standing:
    """Computed from the digits and findings in force now."""
    figures = figures_by_scope(version)
    total = total_of(figures)
    holding = list(engagement.findings.holding())
    effects = [f.effect_tco2e for f in holding if f.type == FindingType.MISSTATEMENT.value and f.effect_tco2e]
    findings = OpenFindings(
        count=len(holding),
        material=sum(finding.is_material for finding in holding),
        recommendations=engagement.findings.unsettled().filter(type=FindingType.RECOMMENDATION.value).count(),
    )
    assessed = materiality.assess(total, effects, thresholds_for(version))
    return Standing(figures, total, findings, assessed, materiality.opinions(assessed, findings))


def verified_figures(figures: list[ScopeFigures], imposed: Imposed) -> list[ScopeFigures]:
    """The computed figures with imposed totals put in; the difference is recorded as CO2."""
    known = {row.scope: row for row in figures}
    for scope, value in imposed.items():
        row = known.get(scope, ScopeFigures(scope))
        known[scope] = replace(row, co2e_t=value, co2_t=row.co2_t + value - row.co2e_t)
    return [known[scope] for scope in sorted(known)]


def imposed_of(draft: StatementDraft) -> dict[int, Decimal]:
    """The imposed values of a draft."""
    return dict(draft.imposed.values_list("scope", "co2e_t"))


def opinion_problems(standing: Standing, opinion: Opinion, imposed: Imposed) -> dict[str, str]:
    """Why this opinion cannot be given as things stand, by field; empty when it can."""
    choice = next(choice for choice in standing.opinions if choice.opinion == opinion)
    if not choice.is_open:
        return {"opinion": str(WHY_CLOSED[choice.reason])}
    return _imposed_problems(standing, imposed) if opinion == Opinion.CONSERVATIVE else {}


def _imposed_problems(standing: Standing, imposed: Imposed) -> dict[str, str]:
    if not imposed:
        return {"imposed": _("A conservative estimate imposes a value on at least one scope.")}
    if set(imposed) - {1, 2, 3} or any(value < 0 for value in imposed.values()):
        return {"imposed": _("Impose values of 0 or more tCO2e on scope 1, 2 or 3.")}
    verified = total_of(verified_figures(standing.figures, imposed))
    least = standing.total_tco2e + max(standing.materiality.net_tco2e, ZERO)
    if materiality.is_conservative(
        computed_tco2e=standing.total_tco2e,
        imposed_tco2e=verified,
        net_understatement_tco2e=standing.materiality.net_tco2e,
    ):
        return {}
    return {
        "imposed": _("Not conservative: %(given)s tCO2e imposed, at least %(least)s tCO2e needed (computed plus what is understated).")
        % {"given": f"{verified:,.3f}", "least": f"{least:,.3f}"}
    }  # fmt: skip
