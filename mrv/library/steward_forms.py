"""Forms of the stewards: the head of a set with its file, the note of a proposal, the reason of a rejection."""

import base64
import binascii
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mrv.core.factor_files.head import SetHead
from mrv.core.models import FactorSet
from mrv.library import words
from mrv.reference.geographies import load_geographies

CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{1,46}[A-Z0-9]")
PURPOSES = [
    ("statistical", words.PURPOSES["statistical"]),
    ("compliance", words.PURPOSES["compliance"]),
    ("any", words.PURPOSES["any"]),
]
ROWS = {"rows": 2}


class HeadForm(forms.Form):
    """What holds for all values of a set, and the file: uploaded, or kept from the dry run."""

    code = forms.CharField(
        label=pgettext_lazy("factors", "Code"), max_length=48, help_text=_("Capital letters, digits and hyphens, e.g. NDRC-2015. A known code makes its next version."),
    )  # fmt: skip
    title_zh = forms.CharField(label=_("Title, Chinese"), max_length=300)
    title_en = forms.CharField(label=_("Title, English"), max_length=300)
    publisher = forms.CharField(label=_("Publisher"), max_length=300)
    document = forms.CharField(
        label=_("Document"), help_text=_("Title, table, page and date of the source."), widget=forms.Textarea(attrs=ROWS), max_length=2000,
    )  # fmt: skip
    purpose = forms.ChoiceField(label=_("Purpose"), choices=PURPOSES)
    grade = forms.ChoiceField(label=_("Grade"), choices=list(words.GRADES.items()), initial="C")
    geography = forms.ChoiceField(label=_("Place"), help_text=_("For rows that name none."))
    valid_from = forms.DateField(
        label=_("Valid from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_to = forms.DateField(
        label=_("Valid to"), required=False, help_text=_("Empty: until further notice."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    note = forms.CharField(label=_("Remarks"), required=False, widget=forms.Textarea(attrs=ROWS), max_length=4000)
    file = forms.FileField(
        label=_("File"), help_text=_("csv or xlsx with the columns of the csv download; the csv of a set is the best start."),
    )  # fmt: skip
    file_name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    content = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = sorted((code, words.place(code)) for code in load_geographies())
        self.fields["file"].required = not self.data.get("content")
        self.fields["geography"] = forms.ChoiceField(
            label=self.fields["geography"].label, help_text=self.fields["geography"].help_text,
            choices=places, initial="CN",
        )  # fmt: skip

    def clean_code(self) -> str:
        """A code as the library writes them."""
        code = str(self.cleaned_data["code"]).strip().upper()
        if not CODE.fullmatch(code):
            raise ValidationError(_("Use capital letters, digits and hyphens, e.g. NDRC-2015."), code="code")
        return code

    def clean(self) -> dict[str, Any]:
        """The days in order, and a file from somewhere."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The validity ends before it begins."))
        return cleaned

    def data_of_file(self) -> bytes:
        """The bytes of the file, uploaded now or kept from the dry run."""
        uploaded = self.cleaned_data.get("file")
        if uploaded:
            self.cleaned_data["file_name"] = uploaded.name
            return bytes(uploaded.read())
        try:
            return base64.b64decode(self.cleaned_data["content"], validate=True)
        except binascii.Error:
            return b""

    def head(self) -> SetHead:
        """The head as the service takes it."""
        names = SetHead.__slots__
        return SetHead(**{name: self.cleaned_data[name] for name in names})


def head_of(found: FactorSet) -> dict[str, Any]:
    """The head of a version, to start the next one from."""
    names = (
        "code",
        "title_zh",
        "title_en",
        "publisher",
        "document",
        "purpose",
        "grade",
        "valid_from",
        "valid_to",
        "note",
    )
    return {name: getattr(found, name) for name in names}


class NoteForm(forms.Form):
    """Why a version is put forward."""

    note = forms.CharField(
        label=_("What changes, and why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever releases the set reads this, and so does everybody after the release."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why a proposal is rejected."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
