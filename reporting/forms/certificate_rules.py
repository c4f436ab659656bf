"""The rule of certificates from a year on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mrv.core.exact_fields import ExactIntegerField
from reporting.pages.certificates import BOUNDARIES


class CertificateRuleForm(forms.Form):
    """Year, region, months around the year, the document, and why."""

    first_year = ExactIntegerField(
        label=_("From compliance year"), min_value=1990, max_value=2100,
        help_text=_("The rule holds from this year until a later one begins."),
    )  # fmt: skip
    boundary = forms.ChoiceField(
        label=_("Region of generation"), widget=forms.RadioSelect, choices=list(BOUNDARIES.items()), initial="nation"
    )
    months_before = ExactIntegerField(
        label=_("Months before the year"), min_value=0, max_value=60, initial=0,
        help_text=_("Generation may begin so much earlier."),
    )  # fmt: skip
    months_after = ExactIntegerField(
        label=_("Months after the year"), min_value=0, max_value=60, initial=0,
        help_text=_("Generation may end so much later."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Document that sets the rule"), max_length=300, help_text=_("Its title and number.")
    )
    note = forms.CharField(
        label=_("Why it is set"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A note that stays with this version of the rule."),
    )  # fmt: skip
