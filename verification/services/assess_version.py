"""Score the risk of a computed version and keep the score with its causes."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from reporting.models import ReportVersion
from verification.models import RiskAssessment, RiskCause
from verification.risk import RiskFacts, assess_risk
from verification.selectors.figures import last_year_of


def assess_version(*, version: ReportVersion, at: datetime | None = None) -> RiskAssessment:
    """Store the assessment; repeating it replaces the one before."""
    before = last_year_of(version)
    last_year = before.total_co2e_t if before else None
    warnings = version.check_results.filter(severity="warning")
    facts = RiskFacts(
        total_tco2e=version.total_co2e_t or Decimal(0),
        warnings=warnings.count(),
        unexplained_warnings=warnings.filter(explanation="").count(),
        last_year_tco2e=last_year,
        earlier_versions=version.number - 1,
    )
    score = assess_risk(facts)
    with transaction.atomic():
        assessment, _new = RiskAssessment.objects.update_or_create(
            version=version,
            defaults={
                "score": score.score,
                "last_year_tco2e": last_year,
                "change_percent": score.change_percent,
                "warning_count": facts.warnings,
                "assessed_at": at or timezone.now(),
            },
        )
        assessment.causes.all().delete()
        RiskCause.objects.bulk_create(
            RiskCause(
                assessment=assessment, code=part.code, points=part.points, fact=next(iter(part.facts.values()), "")
            )
            for part in score.parts
        )
    return assessment
