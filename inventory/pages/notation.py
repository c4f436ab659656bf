"""Notation keys as a page shows and edits them."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.models import NotationEntry
from inventory.pages.question import Question
from inventory.selectors.labels import VIEW_NAMES
from inventory.selectors.notation import notation_entries
from inventory.services.set_notation import LONGEST, NotationPlace
from inventory.tables.axes import View
from mrv.core.models import Sector
from mrv.portal.components import Cell, Column, Row, Table
from mrv.portal.notation import MEANINGS

SYSTEMS = (View.INVENTORY, View.GPC, View.IPCC2006, View.CN_PROVINCIAL, View.POLICY)


class NotationForm(forms.Form):
    """Sector of a code system, scope, key, and the mandatory explanation."""

    sector = forms.ModelChoiceField(
        Sector.objects.none(), label=gettext_lazy("Sector"), empty_label=gettext_lazy("Choose a sector")
    )
    scope = forms.TypedChoiceField(label=gettext_lazy("Scope"), choices=[(1, "1"), (2, "2"), (3, "3")], coerce=int)
    key = forms.ChoiceField(label=gettext_lazy("Notation key"), widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=gettext_lazy("Explanation"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Why there is no number; for IE also where the tonnes are counted."),
    )

    def __init__(self, data: Any, *, system: View) -> None:
        super().__init__(data)
        field: Any = self.fields["sector"]
        field.queryset = Sector.objects.filter(system=system.value).order_by("order", "code")
        field.label_from_instance = lambda sector: f"{sector.code} {sector.name}"
        keys: Any = self.fields["key"]
        keys.choices = [(key, f"{key} - {meaning}") for key, meaning in MEANINGS.items()]

    def place(self, question: Question) -> NotationPlace:
        """What the form means."""
        given = self.cleaned_data
        return NotationPlace(question.jurisdiction, question.year, given["sector"], given["scope"])


def notation_table(question: Question, *, can_drop: bool) -> Table:
    """Every key of the year with its explanation."""
    columns = [
        Column(_("Code system")), Column(_("Sector")), Column(_("Scope"), "code"), Column(_("Notation key")),
        Column(_("Explanation"), is_wide=True), Column(_("Recorded"), "datetime"),
    ]  # fmt: skip
    if can_drop:
        columns.append(Column(_("Remove")))
    entries = notation_entries(question.jurisdiction, question.year)
    rows = [Row([*_cells(entry), *([_drop(question, entry)] if can_drop else [])]) for entry in entries]
    empty = _("No sector of this year has a notation key")
    return Table(_("Notation keys"), columns, rows, empty_title=empty, is_caption_hidden=True)


def _cells(entry: NotationEntry) -> list[Any]:
    sector = entry.sector
    return [
        str(VIEW_NAMES.get(View(sector.system), sector.system)),
        f"{sector.code} {sector.name}",
        str(entry.scope),
        Cell(None, notation=entry.key),
        entry.explanation,
        Cell(entry.recorded_at, hint=entry.recorded_by),
    ]


def _drop(question: Question, entry: NotationEntry) -> Cell:
    return Cell(_("Take away"), href=reverse("inventory:drop_notation", args=[entry.pk]))
