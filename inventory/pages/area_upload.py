"""A table of area sources that was sent in: the form, and what recording it would do or why it cannot be."""

import base64
import binascii
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from inventory.models import AreaSource, AreaUpload
from inventory.pages.area import trimmed
from inventory.services.import_area_sources import AreaImport
from mrv.core.table_files.read import MAX_BYTES
from mrv.portal.components import Cell, Column, KeyNumber, Progress, Row, Table
from mrv.portal.figures import read_unit

MOST = 200
SHOWN_STATES = {"done": "succeeded"}


class AreaUploadForm(forms.Form):
    """The file, uploaded now or kept from the dry run."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        error_messages={"required": gettext_lazy("Choose a file.")},
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=gettext_lazy("csv or xlsx with the columns of the template, up to 10,000 rows."),
    )
    file_name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    content = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("content")

    def clean(self) -> dict[str, Any]:
        """Bytes from somewhere."""
        cleaned = super().clean() or {}
        uploaded = cleaned.get("file")
        if uploaded:
            cleaned["data"], cleaned["file_name"] = bytes(uploaded.read(MAX_BYTES + 1)), uploaded.name[:200]
        elif cleaned.get("content"):
            try:
                cleaned["data"] = base64.b64decode(cleaned["content"], validate=True)
            except binascii.Error:
                self.add_error("file", _("Choose the file again."))
        return cleaned


def kept(form: AreaUploadForm) -> dict[str, str]:
    """The file as hidden fields, so that exactly what was checked is recorded."""
    content = base64.b64encode(form.cleaned_data["data"]).decode()
    return {"file_name": form.cleaned_data["file_name"], "content": content}


def plain_stem(name: str) -> str:
    """A file name without its ending and without anything a download could trip over."""
    kept_letters = (c for c in name.rsplit(".", 1)[0] if c.isascii() and (c.isalnum() or c in "-_"))
    return "".join(kept_letters) or "area-sources"


def progress_of_upload(upload: AreaUpload) -> Progress:
    """How far the workers are with a large table."""
    here = reverse("inventory:uploaded_area_sources", args=[upload.public_id])
    job = upload.job
    state = job.state if job else "queued"
    is_over = not upload.is_under_way
    return Progress(
        title=_("Checking and computing %(name)s") % {"name": upload.original_name},
        state=SHOWN_STATES.get(state, state),
        done=upload.row_count if state == "done" else (job.progress_done if job else 0),
        total=upload.row_count,
        poll_href="" if is_over else here,
        result_href=here if is_over else "",
        result_label=_("See what was found"),
        messages=[job.error_text] if job and job.error else [],
    )


def outcome_numbers(outcome: AreaImport) -> list[KeyNumber]:
    """What the table holds against what is recorded."""
    return [
        KeyNumber(_("Rows read"), outcome.row_count, "number"),
        KeyNumber(_("To be corrected"), len(outcome.problems), "number"),
        KeyNumber(pgettext("area sources", "New sources"), len(outcome.added), "number"),
        KeyNumber(_("New versions"), len(outcome.changed), "number"),
        KeyNumber(_("Unchanged"), outcome.unchanged, "number"),
    ]


def source_table(sources: list[AreaSource], caption: str) -> Table:
    """Versions that would be recorded, with what they come to."""
    columns = [
        Column(_("Code"), "code"), Column(_("Year"), "code"), Column(_("Sector")), Column(_("District")),
        Column(_("Activity"), "number"), Column(_("Unit")), Column(_("tCO₂e"), "number", places=2),
    ]  # fmt: skip
    rows = [
        Row(
            [
                source.code,
                str(source.year),
                source.sector.name,
                source.district.name,
                trimmed(source.activity_quantity),
                read_unit(source.activity_unit),
                Cell(None, notation=source.notation_key) if source.notation_key else Cell(source.co2e_t),
            ]
        )
        for source in sources[:MOST]
    ]
    return Table(caption, columns, rows, is_sticky=True)
