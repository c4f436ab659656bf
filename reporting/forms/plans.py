"""Forms of a draft plan: its head, the choice of a method, one stream."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mrv.accounting.catalogue import all_methods
from mrv.accounting.methods.base import Method
from mrv.accounting.rules.conditions import FURNACES
from mrv.core.exact_fields import ExactDecimalField
from mrv.core.models import FactorSet, Fuel, GwpSet
from mrv.reference.uncertainty import determinations
from reporting.checks.carbon_rules import OWN
from reporting.models import MonitoringPlan, SourceStream
from reporting.pages.constants import read_constants, write_constants
from reporting.pages.families import FAMILIES, NOT_FOR_STREAMS, place_of
from reporting.pages.scopes import SCOPES
from reporting.services.change_plan import PlanHead
from reporting.services.save_stream import StreamText, activity_of

SETS = 4
DATE = {"type": "date"}


class PlanForm(forms.Form):
    """Validity, factor sets best first, GWP set, purpose."""

    valid_from = forms.DateField(label=_("Valid from"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    valid_to = forms.DateField(
        label=_("Valid until"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        help_text=_("Leave blank while no end is known."),
    )  # fmt: skip
    gwp_set_code = forms.ChoiceField(label=_("GWP set"))
    purpose = forms.ChoiceField(
        label=_("Purpose of the factors"),
        widget=forms.RadioSelect,
        choices=[("statistical", _("Statistics")), ("compliance", _("Compliance"))],
    )

    def __init__(self, *args: Any, plan: MonitoringPlan, **kwargs: Any) -> None:
        held = {f"factor_set_{place}": code for place, code in enumerate(plan.factor_set_codes, 1)}
        head = {name: getattr(plan, name) for name in ("valid_from", "valid_to", "gwp_set_code", "purpose")}
        super().__init__(*args, **{"initial": {**head, **held}, **kwargs})
        sets = FactorSet.objects.filter(state="released").order_by("code", "-version").distinct("code")
        choices = [("", "-"), *((one.code, f"{one.code} · {one.title}") for one in sets)]
        for place in range(1, SETS + 1):
            label = _("Factor set, first choice") if place == 1 else _("Factor set, next choice")
            self.fields[f"factor_set_{place}"] = forms.ChoiceField(label=label, choices=choices, required=place == 1)
        gwp_field: Any = self.fields["gwp_set_code"]
        gwp_field.choices = [(one.code, f"{one.code} · {one.title}") for one in GwpSet.objects.order_by("code")]

    def head(self) -> PlanHead:
        """What was entered."""
        values = self.cleaned_data
        codes = [values[f"factor_set_{place}"] for place in range(1, SETS + 1)]
        return PlanHead(
            valid_from=values["valid_from"],
            valid_to=values["valid_to"],
            factor_set_codes=[code for code in codes if code],
            gwp_set_code=values["gwp_set_code"],
            purpose=values["purpose"],
        )


class MethodForm(forms.Form):
    """The method of a stream, grouped by family."""

    method = forms.ChoiceField(label=_("Method"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        groups: dict[str, list[tuple[str, str]]] = {}
        for found in all_methods().values():
            if found.family not in NOT_FOR_STREAMS:
                groups.setdefault(found.family, []).append((found.identifier, found.title.to(language)))
        field: Any = self.fields["method"]
        field.choices = [(FAMILIES.get(name, name), groups[name]) for name in sorted(groups, key=place_of)]


class StreamForm(forms.Form):
    """One stream with a given method."""

    code = forms.SlugField(label=_("Code"), max_length=32, help_text=_("Short and stable, for example coal-1."))
    name_zh = forms.CharField(label=_("Name, Chinese"), max_length=200)
    name_en = forms.CharField(label=_("Name, English"), max_length=200, required=False)
    scope = forms.TypedChoiceField(label=_("Scope"), coerce=int, choices=list(SCOPES.items()))
    fuel = forms.ChoiceField(
        label=_("Fuel or material"), required=False, help_text=_("Factors are looked up under it.")
    )
    unit = forms.CharField(label=_("Unit"), max_length=24)
    furnace_code = forms.CharField(
        label=_("Furnace"), max_length=32, required=False,
        help_text=_("As the plant calls it, for example kiln-1. Carbon is balanced per furnace."),
    )  # fmt: skip
    determination = forms.ChoiceField(
        label=_("Activity data determined by"), required=False,
        help_text=_("Decides the default uncertainty; left open, the data source of each declaration decides."),
    )  # fmt: skip
    uncertainty_percent = ExactDecimalField(
        label=_("Uncertainty of the activity data, ± %"), required=False, min_value=0, max_value=1000,
        max_digits=8, decimal_places=3,
        help_text=_("Half the 95 % interval, e.g. from the calibration of the meter. Goes before the default."),
    )  # fmt: skip
    measured_parameters = forms.MultipleChoiceField(
        label=_("Measured by the enterprise"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Everything else comes from the factor sets of the plan."),
    )  # fmt: skip
    approved_inputs = forms.CharField(
        label=_("Constants approved in the plan"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line: input = value unit | source. For example: oxidation_factor = 98 % | GB/T 32150. An uncertainty may follow: | ± 1.5. A content of a furnace balance says what it refers to: | as received | fixed carbon"),
    )  # fmt: skip

    def __init__(self, *args: Any, method: Method, stream: SourceStream | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(method, stream))
        super().__init__(*args, **kwargs)
        self.method = method
        language = get_language() or "en"
        activity = activity_of(method)
        self.fields["unit"].help_text = activity.expected().to(language)
        means = [(code, one.title.to(language)) for code, one in determinations().items()]
        self.fields["determination"].choices = [("", "-"), *means]  # type: ignore[attr-defined]
        fuels = [(fuel.code, fuel.name) for fuel in Fuel.objects.order_by("code")]
        self.fields["fuel"].choices = [("", "-"), *fuels]  # type: ignore[attr-defined]
        if not method.identifier.startswith(OWN):
            del self.fields["furnace_code"]
        elif method.identifier in FURNACES:
            self.fields["furnace_code"].required = True
        self.fields["measured_parameters"].choices = [  # type: ignore[attr-defined]
            (spec.name, spec.title.to(language)) for spec in method.inputs if spec.name != activity.name
        ]

    def text(self) -> StreamText:
        """What was entered."""
        values = {
            **self.cleaned_data,
            "approved_inputs": read_constants(self.cleaned_data["approved_inputs"], self.method),
        }
        return StreamText(method=self.method.identifier, **values)


def initial_of(method: Method, stream: SourceStream | None) -> dict[str, Any]:
    """A new stream starts from what the method says, an old one from itself."""
    if stream is None:
        scope = method.scope[:1]
        return {"scope": scope if scope in "123" else "1", "unit": activity_of(method).bases[0].unit.symbol}
    names = (
        "code", "name_zh", "name_en", "scope", "fuel", "unit", "measured_parameters", "furnace_code", "determination",
        "uncertainty_percent",
    )  # fmt: skip
    return {
        **{name: getattr(stream, name) for name in names},
        "approved_inputs": write_constants(stream.approved_inputs),
    }
