"""Two versions of a report to compare."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.models import ReportVersion


class ComparisonForm(forms.Form):
    """Older and newer version by number; the newest two unless others are named."""

    older = forms.TypedChoiceField(label=_("From version"), coerce=int)
    newer = forms.TypedChoiceField(label=_("To version"), coerce=int)

    def __init__(self, data: Any, *, versions: Sequence[ReportVersion]) -> None:
        numbers = [version.number for version in versions]
        newest = versions[0]
        follows = newest.supersedes.number if newest.supersedes else numbers[min(1, len(numbers) - 1)]
        chosen = {"older": data.get("older") or str(follows), "newer": data.get("newer") or str(newest.number)}
        super().__init__(chosen, auto_id="compare_%s")
        self.versions = {version.number: version for version in versions}
        for field in self.fields.values():
            field.choices = [(number, str(number)) for number in numbers]  # type: ignore[attr-defined]

    def pair(self) -> tuple[ReportVersion, ReportVersion] | None:
        """The two versions, the older first; None if a number is none of the report."""
        if not self.is_valid():
            return None
        return self.versions[self.cleaned_data["older"]], self.versions[self.cleaned_data["newer"]]
