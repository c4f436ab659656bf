"""A file of evidence and the reference activity data will use for it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.services.attach_evidence import LONGEST_REFERENCE, SUFFIXES


class EvidenceForm(forms.Form):
    """File and reference."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
        help_text=_("Invoices, meter readings, laboratory reports: pdf, images, spreadsheets, up to 20 MB."),
        error_messages={"required": _("Choose a file.")},
    )
    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=LONGEST_REFERENCE,
        help_text=_(
            "What activity data call it by, for example an invoice number. Left blank, the name of the file is used."
        ),
    )
