"""Parameters of verification as the pure rules want them."""

from datetime import date

import chinese_calendar
from django.utils import timezone

from reporting.models import ReportVersion
from verification.clock import IsWorkday, due_after, is_weekday
from verification.independence import Rule, Rules
from verification.materiality import Threshold
from verification.models import IndependenceRule, MaterialityThreshold, ReviewPeriod, WorkdayException


def rules_in_force() -> Rules:
    """Independence rules that apply, by code."""
    return {rule.code: Rule(rule.code, rule.years) for rule in IndependenceRule.objects.filter(is_active=True)}


def thresholds_for(version: ReportVersion) -> list[Threshold]:
    """Materiality thresholds of the purpose that were newest in the compliance year."""
    known = MaterialityThreshold.objects.filter(
        purpose=version.purpose, valid_from__year__lte=version.report.compliance_year
    )
    newest = known.order_by("-valid_from").values("valid_from")[:1]
    return [Threshold(row.from_tco2e, row.percent) for row in known.filter(valid_from__in=newest)]


def workday_calendar() -> IsWorkday:
    """The official calendar with make-up days; exceptions of the database come first."""
    exceptions = dict(WorkdayException.objects.values_list("day_date", "is_workday"))

    def is_workday(day: date) -> bool:
        if day in exceptions:
            return exceptions[day]
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return is_weekday(day)

    return is_workday


def due_date_of(code: str, *, compliance_year: int, start: date | None = None) -> date:
    """The last day of a step that begins after ``start`` (today unless given)."""
    known = ReviewPeriod.objects.filter(code=code)
    period = known.filter(compliance_year=compliance_year).first() or known.get(compliance_year__isnull=True)
    return due_after(start or timezone.localdate(), period.working_days, workday_calendar())
