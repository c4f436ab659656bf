"""A reason that goes on record: why a report is recalled, corrected, why a plan is returned."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 2000


class ReasonForm(forms.Form):
    """One text."""

    reason_text = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One or two sentences. They are kept with the report and shown in its history."),
        error_messages={"required": _("Write why, in one or two sentences.")},
    )

    @property
    def reason(self) -> str:
        """The text."""
        return str(self.cleaned_data["reason_text"])
