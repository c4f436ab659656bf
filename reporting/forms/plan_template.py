"""The choice of a sector template."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.pages.plan_template import template_choices


class TemplateForm(forms.Form):
    """A national sector, and whether to add what it asks for."""

    template = forms.ChoiceField(label=_("Sector of the guideline"), required=False)
    with_streams = forms.BooleanField(
        label=_("Add the streams that are missing"), required=False, initial=True,
        help_text=_("Fuels are yours to name: a source of combustion is added one by one below."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].choices = [("", "-"), *template_choices()]  # type: ignore[attr-defined]
