"""The last day to submit for a year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mrv.core.exact_fields import ExactIntegerField


class DeadlineForm(forms.Form):
    """Year, day, and the notice it comes from."""

    compliance_year = ExactIntegerField(label=_("Compliance year"), min_value=1990, max_value=2100)
    due_date = forms.DateField(
        label=_("Last day to submit"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reference = forms.CharField(
        label=_("Notice"), max_length=200, help_text=_("Title and number of the notice that sets the day.")
    )
