"""Open the report of a facility for a compliance year: first version, pinned to plan, factor sets and GWP set."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import Facility, FactorSet
from mrv.core.services.record import record
from reporting.models import EmissionsReport, MonitoringPlan, ReportVersion
from reporting.selectors.deadlines import due_date_of
from reporting.services.access import require_own


@transaction.atomic
def open_report(
    *, facility: Facility, compliance_year: int, by: Actor, at: datetime | None = None, kind: str = "official"
) -> ReportVersion:
    """Create report and first version. ValidationError says why not: year, missing plan, opened already."""
    require_own(by, "report:edit", facility)
    at = at or timezone.now()
    _check_year(facility, compliance_year, timezone.localtime(at).date())
    plan = _plan_of(facility, compliance_year)
    report, is_new = EmissionsReport.objects.get_or_create(
        facility=facility,
        compliance_year=compliance_year,
        kind=kind,
        defaults={"created_by_id": by.person_id, "due_date": due_date_of(compliance_year)},
    )
    if not is_new:
        raise ValidationError(
            {"compliance_year": _("The report %(report)s is open already. Go on in it.") % {"report": report}},
        )
    version = ReportVersion.objects.create(report=report, number=1, created_by_id=by.person_id, **pins(plan))
    record(
        "reporting:report:open", about=version, by=by, at=at,
        organization_id=facility.enterprise_id, payload={"report": str(report), "plan": plan.number},
    )  # fmt: skip
    return version


def pins(plan: MonitoringPlan) -> dict[str, Any]:
    """What a version keeps of its plan, so that a later change of the library changes nothing in it."""
    return {
        "plan": plan,
        "factor_set_ids": newest_released(plan.factor_set_codes),
        "purpose": plan.purpose,
        "gwp_set_code": plan.gwp_set_code,
    }


def newest_released(codes: list[str]) -> list[int]:
    """The newest released version of each set, in the order of the codes."""
    released = FactorSet.objects.filter(code__in=codes, state="released").order_by("code", "-version").distinct("code")
    by_code = dict(released.values_list("code", "pk"))
    return [by_code[code] for code in codes if code in by_code]


def _check_year(facility: Facility, year: int, today: date) -> None:
    if year > today.year:
        message = _("%(year)d is in the future. Choose %(last)d or an earlier year.")
        raise ValidationError({"compliance_year": message % {"year": year, "last": today.year}}, code="year_future")
    if year < facility.opened_date.year:
        message = _("The facility opened on %(day)s; there is nothing to report for %(year)d.")
        words = {"day": facility.opened_date, "year": year}
        raise ValidationError({"compliance_year": message % words}, code="year_before_opening")
    if facility.closed_date and year > facility.closed_date.year:
        message = _("The facility closed on %(day)s; there is nothing to report for %(year)d.")
        words = {"day": facility.closed_date, "year": year}
        raise ValidationError({"compliance_year": message % words}, code="year_after_closing")


def _plan_of(facility: Facility, year: int) -> MonitoringPlan:
    plan = MonitoringPlan.objects.in_force(year).filter(facility=facility).order_by("-number").first()
    if plan is None:
        message = _("No monitoring plan of %(facility)s is approved for %(year)d. Have one approved first.")
        raise ValidationError({"facility": message % {"facility": facility.code, "year": year}}, code="no_plan")
    return plan
