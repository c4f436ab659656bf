"""One explanation per warning. A field is named after check and place, so it survives a new run of the checks."""

from collections.abc import Sequence
from hashlib import sha256

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reporting.checks.catalogue import all_checks
from reporting.models import CheckResult
from reporting.services.explain_check import LONGEST


def field_name(result: CheckResult) -> str:
    """The name of the field of a warning."""
    return "why_" + sha256(f"{result.code}|{result.pointer}".encode()).hexdigest()[:12]


class UnfinishedField(forms.CharField):
    """Needed in the end, but may stay blank while the report is being prepared."""

    def validate(self, value: object) -> None:
        """Accept a blank text."""


class ExplanationForm(forms.Form):
    """A text per warning; left blank, the warning stays open."""

    def __init__(self, *args: object, warnings: Sequence[CheckResult], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.warnings = {field_name(result): result for result in warnings}
        for name, result in self.warnings.items():
            self.fields[name] = UnfinishedField(
                label=_("Explanation"),
                max_length=LONGEST,
                initial=result.explanation,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=advice_for(result),
            )

    def changed(self) -> list[tuple[str, CheckResult, str]]:
        """Fields with a new text: name, warning, text."""
        return [
            (name, self.warnings[name], self.cleaned_data[name])
            for name in self.changed_data
            if self.cleaned_data.get(name)
        ]


def advice_for(result: CheckResult) -> str:
    """What an acceptable explanation says."""
    check = all_checks().get(result.code)
    if check is None or check.explanation is None:
        return _("Say what happened and what proves it.")
    return check.explanation.to(get_language() or "en")
