"""Forms of certificates: enter one with its file, allocate part of one to a stream of a draft."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mrv.core.exact_fields import ExactDecimalField
from mrv.core.models import Organization
from mrv.reference.geographies import load_geographies
from reporting.models import EnergyCertificate, ReportVersion
from reporting.selectors.certificates import ELECTRICITY, Offer
from reporting.services.add_certificate import CertificateText
from reporting.services.allocate_certificate import AllocationText
from reporting.services.attach_evidence import SUFFIXES

INSTRUMENTS: Mapping[str, str | Promise] = {
    "certificate": _("Green electricity certificate"),
    "green_power": _("Green power trade"),
    "contract": _("Direct supply contract"),
}
GENERATION: Mapping[str, str | Promise] = {
    "wind": _("Wind"),
    "solar": _("Solar"),
    "hydro": _("Hydro"),
    "biomass": _("Biomass"),
    "geothermal": _("Geothermal"),
    "nuclear": _("Nuclear"),
    "other": _("Other generation"),
}
DATE = {"type": "date"}


def place_name(code: str) -> str:
    """A geography in the language of the reader."""
    found = load_geographies().get(code)
    if found is None:
        return code
    return found.name_zh if (get_language() or "").startswith("zh") else found.name_en


class CertificateForm(forms.Form):
    """One certificate, batch or contract, and the file that proves it."""

    enterprise = forms.ModelChoiceField(Organization.objects.none(), label=_("Enterprise"), to_field_name="code")
    instrument = forms.ChoiceField(label=_("Kind"), choices=lambda: list(INSTRUMENTS.items()))
    number = forms.CharField(
        label=_("Certificate or contract number"),
        max_length=120,
        help_text=_("As printed. Of a batch, the first number."),
    )
    last_number = forms.CharField(
        label=_("Last number of the batch"), max_length=120, required=False, help_text=_("Leave blank for one.")
    )
    issuer = forms.CharField(label=_("Issuer"), max_length=120, help_text=_("Registry or exchange that issued it."))
    volume_mwh = ExactDecimalField(label=_("Electricity, MWh"), max_digits=18, decimal_places=6)
    first_date = forms.DateField(
        label=_("First day of generation"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    last_date = forms.DateField(
        label=_("Last day of generation"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    geography = forms.ChoiceField(label=_("Region of generation"))
    generation = forms.ChoiceField(label=_("Generation"), choices=lambda: list(GENERATION.items()))
    emission_factor = ExactDecimalField(
        label=_("Stated factor, tCO₂/MWh"), max_digits=10, decimal_places=6, initial=0,
        help_text=_("0 for renewable electricity; the factor of the contract for other supply."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("File"), allow_empty_file=True, widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
        help_text=_("The certificate, or contract and settlement."), error_messages={"required": _("Choose a file.")},
    )  # fmt: skip

    def __init__(self, *args: Any, enterprises: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enterprise"].queryset = enterprises  # type: ignore[attr-defined]
        if enterprises.count() == 1:
            self.fields["enterprise"].empty_label = None  # type: ignore[attr-defined]
        places = [(code, place_name(code)) for code, fact in load_geographies().items() if fact.kind != "world"]
        self.fields["geography"].choices = places  # type: ignore[attr-defined]

    def text(self) -> CertificateText:
        """What was entered."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in {"enterprise", "file"}}
        return CertificateText(**values)


class AllocationForm(forms.Form):
    """A certificate, a stream of purchased electricity, how much of it."""

    certificate = forms.ModelChoiceField(
        EnergyCertificate.objects.none(), label=_("Certificate"), to_field_name="public_id"
    )
    stream_code = forms.ChoiceField(label=_("Purchased electricity"))
    volume_mwh = ExactDecimalField(label=_("Electricity covered, MWh"), max_digits=18, decimal_places=6)
    retirement_reference = forms.CharField(
        label=_("Cancellation record"), max_length=120, help_text=_("Number of the cancellation or settlement record.")
    )
    retired_date = forms.DateField(
        label=_("Day of cancellation"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, version: ReportVersion, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usable = EnergyCertificate.objects.filter(pk__in=[one.pk for one in offer.usable])
        self.fields["certificate"].queryset = usable  # type: ignore[attr-defined]
        self.fields["certificate"].choices = [("", "---------")] + [  # type: ignore[attr-defined]
            (
                str(one.public_id),
                _("%(number)s (%(left)s MWh left)") % {"number": one, "left": f"{offer.left[one.pk].normalize():f}"},
            )
            for one in offer.usable
        ]
        streams = version.plan.streams.filter(method=ELECTRICITY).order_by("code")
        self.fields["stream_code"].choices = [(one.code, one.name) for one in streams]  # type: ignore[attr-defined]

    def text(self) -> AllocationText:
        """What was entered."""
        return AllocationText(**{name: value for name, value in self.cleaned_data.items() if name != "certificate"})
