"""Forms of the registry pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mrv.core.models import District, Organization


class ClientForm(forms.Form):
    """Register a machine client."""

    organization = forms.ModelChoiceField(
        label=_("Organization code"),
        help_text=_("Code of a registry or an enterprise, for example REGISTRY."),
        queryset=Organization.objects.filter(kind__in=["registry", "enterprise"]),
        to_field_name="code",
        widget=forms.TextInput,
        error_messages={
            "invalid_choice": _(
                "No registry and no enterprise has this code. It is the code of the register, such as ENT-001; "
                "capital letters and hyphens count."
            )
        },
    )
    jurisdiction = forms.ModelChoiceField(
        label=_("Jurisdiction"),
        help_text=_("For a registry: the area whose records it may read."),
        queryset=District.objects.filter(level__in=["province", "city"], valid_to__isnull=True),
        required=False,
    )

    def service_arguments(self) -> dict[str, Any]:
        """What the service takes."""
        return {"organization": self.cleaned_data["organization"], "jurisdiction": self.cleaned_data["jurisdiction"]}
