"""Forms of the inventory pages: switch the view, record an area source, release."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.models import InventoryRelease
from inventory.pages.question import Question
from inventory.selectors.labels import GASES, VIEW_NAMES
from inventory.selectors.sources import LIVE
from inventory.selectors.sums import gwp_gaps
from inventory.tables.axes import Scope

SCOPE_NAMES = {
    Scope.DIRECT: gettext_lazy("Scope 1: direct, territorial"),
    Scope.PURCHASED: gettext_lazy("Scope 2: purchased energy"),
    Scope.CONSUMPTION: gettext_lazy("Consumption: scope 2 instead of power supply"),
}


class QuestionForm(forms.Form):
    """Year, view, scope, gas, GWP set and release of a page, all in its address."""

    year = forms.ChoiceField(label=gettext_lazy("Year"))
    release = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    view = forms.ChoiceField(label=gettext_lazy("Sectors by"))
    scope = forms.ChoiceField(label=gettext_lazy("Scope"))
    gas = forms.ChoiceField(label=gettext_lazy("Gas"), required=False)
    gwp = forms.ChoiceField(label=gettext_lazy("GWP set"), required=False)

    def __init__(self, question: Question) -> None:
        asked = question.request
        super().__init__(
            initial={
                "year": question.year,
                "release": question.choice.name,
                "view": asked.view.value,
                "scope": asked.scope.value,
                "gas": asked.gas.value if asked.gas else "",
                "gwp": asked.gwp,
            }
        )
        self._set("year", [(year, year) for year in sorted({*question.years, question.year}, reverse=True)])
        self._set("release", stands(question))
        self._set("view", [(view.value, name) for view, name in VIEW_NAMES.items()])
        self._set("scope", [(scope.value, name) for scope, name in SCOPE_NAMES.items()])
        self._set("gas", [("", _("All gases, CO₂e")), *((code, str(label)) for code, label in GASES.items())])
        sets = [code for code, missing in gwp_gaps().items() if not missing]
        self._set("gwp", [("", _("As reported")), *((code, code) for code in sets)])

    def _set(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


def stands(question: Question) -> list[tuple[str, str]]:
    """The stands of a year a reader may choose: live, and every release."""
    releases = InventoryRelease.objects.filter(jurisdiction=question.jurisdiction, year=question.year)
    found = [(str(r.number), _("Release %(number)s") % {"number": r.number}) for r in releases.order_by("-number")]
    return [(LIVE, _("Live, not released")), *found] if question.is_official else found


class ReleaseForm(forms.Form):
    """Release what was looked at."""

    note = forms.CharField(
        label=gettext_lazy("What this release is"),
        help_text=gettext_lazy("One or two sentences. For a restatement: why it differs from the one before."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    min_enterprises = forms.TypedChoiceField(
        label=gettext_lazy("Smallest group that is published"),
        help_text=gettext_lazy("Cells of fewer enterprises are hidden from the public. With 1 nothing is hidden."),
        choices=[(1, "1"), (2, "2"), (3, "3"), (5, "5")],
        coerce=int,
        initial=3,
    )
    acknowledged = forms.BooleanField(
        label=gettext_lazy("I have looked at the difference. A release cannot be changed or taken back."),
    )
    cells_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)


class VerifyForm(forms.Form):
    """A bundle or a signed statement to check."""

    bundle = forms.FileField(label=gettext_lazy("Release bundle (zip)"), required=False)
    statement = forms.CharField(
        label=gettext_lazy("Or a signed text (JWS)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=200_000,
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        found = super().clean() or {}
        if not found.get("bundle") and not found.get("statement") and not self.errors:
            raise forms.ValidationError(_("Choose a bundle or paste a signed text."))
        return found
