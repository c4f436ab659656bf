"""Choose a facility and a compliance year to open a report for."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mrv.core.models import Facility

FIRST_YEAR = 2005


class OpenReportForm(forms.Form):
    """Facility and year; both closed lists, the newest year first."""

    facility = forms.ModelChoiceField(Facility.objects.none(), label=_("Facility"), to_field_name="code")
    compliance_year = forms.TypedChoiceField(
        label=_("Compliance year"), coerce=int, help_text=_("The calendar year in which the emissions arose.")
    )

    def __init__(self, *args: object, facilities: QuerySet[Facility], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        this_year = timezone.localdate().year
        self.fields["facility"].queryset = facilities  # type: ignore[attr-defined]
        self.fields["compliance_year"].choices = [  # type: ignore[attr-defined]
            (year, str(year)) for year in range(this_year, FIRST_YEAR - 1, -1)
        ]
        self.initial.setdefault("compliance_year", str(this_year - 1))
        if facilities.count() == 1:
            self.fields["facility"].empty_label = None  # type: ignore[attr-defined]
