"""The signature under a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mrv.core.exact_fields import ExactIntegerField


class SubmitForm(forms.Form):
    """The confirmation, and the revision of the draft that was read before signing."""

    revision = ExactIntegerField(widget=forms.HiddenInput)
    acknowledgement = forms.BooleanField(
        label=_(
            "I have read the report. The data are true, complete and supported by evidence that is kept for inspection."
        ),
        error_messages={"required": _("Confirm that the data are true and complete, then submit.")},
    )
