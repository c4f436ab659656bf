"""Filters of the lists of reports and of plans; what cannot be read is ignored, so that a link never fails."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mrv.core.models import District, Sector
from mrv.portal.states import look_of
from reporting.models import EmissionsReport, MonitoringPlan
from reporting.selectors.report_list import Wanted, named, years_of
from reporting.states import AUTHORITY, ENTERPRISE, MONITORING_PLAN, REPORT_VERSION, VERIFIER

TURNS = [
    ("", _("Anybody")),
    (ENTERPRISE, _("Enterprise")),
    (VERIFIER, _("Verification body")),
    (AUTHORITY, _("Authority")),
]


class ReportFilterForm(forms.Form):
    """Year, state, turn, district, sector, words, overdue."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label=_("State"), required=False)
    turn = forms.ChoiceField(label=_("Turn of"), required=False, choices=TURNS)
    district = forms.ModelChoiceField(
        District.objects.none(), label=_("District"), required=False, empty_label=_("All")
    )
    sector = forms.ModelChoiceField(Sector.objects.none(), label=_("Sector"), required=False, empty_label=_("All"))
    words = forms.CharField(label=_("Name or code"), required=False, max_length=80)
    is_overdue = forms.BooleanField(label=_("Overdue only"), required=False)

    def __init__(self, *args: Any, reports: QuerySet[EmissionsReport], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "filter_%s", **kwargs})
        self.fields["year"].choices = [("", _("All")), *((y, str(y)) for y in years_of(reports))]  # type: ignore[attr-defined]
        states = [(state.code, look_of(state.code).label) for state in REPORT_VERSION.states]
        self.fields["state"].choices = [("", _("All")), *states]  # type: ignore[attr-defined]
        places = District.objects.filter(facilities__reports__in=reports.order_by().values("pk")).distinct()
        self.fields["district"].queryset = places  # type: ignore[attr-defined]
        sectors = Sector.objects.filter(facilities__reports__in=reports.order_by().values("pk")).distinct()
        self.fields["sector"].queryset = sectors  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What the list is narrowed to."""
        if not self.is_bound:
            return Wanted()
        self.full_clean()
        values = {name: value for name, value in self.cleaned_data.items() if value}
        for name in ("district", "sector"):
            if name in values:
                values[name] = values[name].pk
        return Wanted(**values)


class PlanFilterForm(forms.Form):
    """State and words."""

    state = forms.ChoiceField(label=_("State"), required=False)
    words = forms.CharField(label=_("Name or code"), required=False, max_length=80)

    def __init__(self, data: Any) -> None:
        super().__init__(data or None, auto_id="filter_%s")
        states = [(state.code, look_of(state.code).label) for state in MONITORING_PLAN.states]
        field: Any = self.fields["state"]
        field.choices = [("", _("All")), *states]

    def narrow(self, plans: QuerySet[MonitoringPlan]) -> QuerySet[MonitoringPlan]:
        """The plans that fit."""
        if not self.is_bound:
            return plans
        self.full_clean()
        if state := self.cleaned_data.get("state"):
            plans = plans.filter(state=state)
        words = self.cleaned_data.get("words")
        return plans.filter(named(words)) if words else plans
