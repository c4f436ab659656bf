"""An activity file: the filled template as xlsx or csv."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """One file; what is in it is read in the background."""

    file = forms.FileField(
        label=_("Activity file"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("xlsx or csv (UTF-8 or GB18030), up to 20 MB and 100,000 rows."),
        error_messages={"required": _("Choose a file.")},
    )
