"""Forms of area sources: filter the list, record or correct one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from inventory.area.columns import PLAIN
from inventory.area.drafts import STATED, AreaDraft, AreaProblem
from inventory.models import AreaSource
from inventory.pages.area import PROVENANCES
from inventory.pages.question import Question
from inventory.selectors.declared import declared_uncertainties
from inventory.selectors.places import districts_of
from inventory.states import Basis, Notation
from mrv.accounting.catalogue import all_methods
from mrv.core.exact_fields import ExactIntegerField
from mrv.core.models import District, FactorSet, Fuel, Sector
from mrv.portal.notation import MEANINGS

BASES = {
    Basis.ACTIVITY: gettext_lazy("Activity and method"),
    Basis.STATED: gettext_lazy("Emission stated by the source"),
    Basis.NOTATION: gettext_lazy("No number: notation key"),
}


def _sectors() -> list[tuple[str, str]]:
    return [(s.code, f"{s.code} {s.name}") for s in Sector.objects.filter(system="inventory").order_by("order")]


def _districts(place: District) -> list[tuple[str, str]]:
    return [(d.code, d.name) for d in districts_of(place)]


class AreaFilterForm(forms.Form):
    """Narrow the list."""

    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False)
    district = forms.ChoiceField(label=gettext_lazy("District"), required=False)

    def __init__(self, question: Question) -> None:
        asked = question.request
        super().__init__(initial={"year": question.year, "sector": asked.sector, "district": asked.district})
        choose(self, "year", [(str(year), str(year)) for year in question.years])
        choose(self, "sector", [("", _("All")), *_sectors()])
        choose(self, "district", [("", _("All")), *_districts(question.jurisdiction)])


def choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Set the choices of a field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


#: The parts of the form: heading, the basis it belongs to (blank: any), its fields.
PARTS: tuple[tuple[Promise, str, tuple[str, ...]], ...] = (
    (gettext_lazy("Which source"), "", ("code", "year", "sector", "district", "scope", "fuel", "basis")),
    (BASES[Basis.ACTIVITY], Basis.ACTIVITY.value, ("quantity", "unit", "method", "factor_set")),
    (BASES[Basis.STATED], Basis.STATED.value, STATED),
    (BASES[Basis.NOTATION], Basis.NOTATION.value, ("notation_key",)),
    (
        gettext_lazy("Origin and quality"),
        "",
        ("source", "provenance", "proxy", "uncertainty_percent", "explanation", "reason"),
    ),
)


@dataclass(frozen=True)
class Part:
    """A part of the form: shown only while its basis is chosen, if it has one."""

    title: str | Promise
    basis: str
    fields: Sequence[forms.BoundField]

    @property
    def is_conditional(self) -> bool:
        """Whether the choice of a basis decides that these fields are needed."""
        return bool(self.basis)

    @property
    def hint(self) -> str:
        """What the part expects beyond its labels."""
        return _("Give the mass of at least one gas.") if self.basis == Basis.STATED else ""


class AreaSourceForm(forms.Form):
    """Everything about one area source; what does not belong to its basis stays empty."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=96,
        help_text=gettext_lazy("Stable over years and versions, for example HOMES-310115-gas."),
    )
    year = ExactIntegerField(label=gettext_lazy("Year"), min_value=1990, max_value=2100)
    sector = forms.ChoiceField(label=gettext_lazy("Sector"))
    district = forms.ChoiceField(label=gettext_lazy("District"))
    scope = forms.TypedChoiceField(label=gettext_lazy("Scope"), choices=[(1, "1"), (2, "2"), (3, "3")], coerce=int)
    basis = forms.ChoiceField(label=gettext_lazy("How the number is had"), choices=list(BASES.items()))
    fuel = forms.ChoiceField(label=gettext_lazy("Fuel or activity"), required=False)
    quantity = forms.CharField(label=gettext_lazy("Activity"), required=False, max_length=40)
    unit = forms.CharField(label=gettext_lazy("Unit"), required=False, max_length=24)
    method = forms.ChoiceField(label=gettext_lazy("Method"), required=False)
    factor_set = forms.ChoiceField(label=gettext_lazy("Factor set"), required=False)
    co2_t = forms.CharField(label=gettext_lazy("Stated CO₂, t"), required=False, max_length=40)
    ch4_t = forms.CharField(label=gettext_lazy("Stated CH₄, t"), required=False, max_length=40)
    n2o_t = forms.CharField(label=gettext_lazy("Stated N₂O, t"), required=False, max_length=40)
    biogenic_co2_t = forms.CharField(label=gettext_lazy("Stated biogenic CO₂, t"), required=False, max_length=40)
    fgas_co2e_t = forms.CharField(label=gettext_lazy("Stated F-gases, tCO₂e"), required=False, max_length=40)
    notation_key = forms.ChoiceField(label=gettext_lazy("Notation key"), required=False)
    explanation = forms.CharField(
        label=gettext_lazy("Explanation"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed with a notation key: why there is no number, and for IE where it is counted."),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Source"), max_length=1000, help_text=gettext_lazy("Document, table, page.")
    )
    provenance = forms.ChoiceField(label=gettext_lazy("Kind of data"), choices=list(PROVENANCES.items()))
    proxy = forms.CharField(label=gettext_lazy("Allocation to the district"), required=False, max_length=200)
    uncertainty_percent = forms.CharField(
        label=gettext_lazy("Uncertainty, ± %"), required=False, max_length=12,
        help_text=gettext_lazy("Half the 95 % interval; without it the default of the kind of data applies."),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Reason of this version"), required=False, max_length=1000)

    def __init__(self, data: Any, *, place: District, held: AreaSource | None = None) -> None:
        super().__init__(data, initial=initial_of(held) if held else {"provenance": "statistics"})
        self.held = held
        choose(self, "sector", _sectors())
        choose(self, "district", _districts(place))
        choose(self, "fuel", [("", _("None")), *((fuel.code, fuel.name) for fuel in Fuel.objects.all())])
        language = get_language() or "en"
        choose(
            self, "method", [("", _("None")), *((m.identifier, m.title.to(language)) for m in all_methods().values())]
        )
        sets = FactorSet.objects.filter(state="released").order_by("code").values_list("code", flat=True).distinct()
        choose(self, "factor_set", [("", _("None")), *((code, code) for code in sets)])
        choose(self, "notation_key", [("", _("None")), *((key.value, str(MEANINGS[key])) for key in Notation)])
        if held is not None:
            for name in ("code", "year"):
                self.fields[name].disabled = True
            self.fields["reason"].required = True

    def parts(self) -> list[Part]:
        """The fields as they belong together."""
        return [Part(title, basis, [self[name] for name in names]) for title, basis, names in PARTS]

    def draft(self) -> AreaDraft:
        """What was entered, as a draft."""
        given = self.cleaned_data
        basis = given["basis"]
        is_activity = basis == Basis.ACTIVITY
        return AreaDraft(
            code=given["code"],
            year=given["year"],
            district=given["district"],
            sector=given["sector"],
            source=given["source"],
            basis=basis,
            scope=given["scope"],
            fuel=given["fuel"],
            quantity=given["quantity"] if is_activity else "",
            unit=given["unit"] if is_activity else "",
            method=given["method"] if is_activity else "",
            factor_sets=(given["factor_set"],) if is_activity and given["factor_set"] else (),
            stated={name: given[name] for name in STATED if given[name]} if basis == Basis.STATED else {},
            notation_key=given["notation_key"] if basis == Basis.NOTATION else "",
            explanation=given["explanation"],
            provenance=given["provenance"],
            proxy=given["proxy"],
            is_synthetic=bool(self.held and self.held.is_synthetic),
            reason=given["reason"],
            uncertainty_percent=given["uncertainty_percent"],
        )

    def show(self, problems: tuple[AreaProblem, ...]) -> None:
        """Put the problems of the service beside their fields."""
        for found in problems:
            name = "factor_set" if found.field == "factor_sets" else found.field
            self.add_error(name if name in self.fields else None, found.text.to(get_language() or "en"))


def initial_of(held: AreaSource) -> dict[str, Any]:
    """The form of a correction starts from the version in force."""
    plain = {name: getattr(held, name) for name in PLAIN}
    quantity = "" if held.activity_quantity is None else format(held.activity_quantity.normalize(), "f")
    stated = {
        n: format(getattr(held, n).normalize(), "f") for n in STATED if held.basis == Basis.STATED and getattr(held, n)
    }
    return {
        **plain,
        **stated,
        "sector": held.sector.code,
        "district": held.district.code,
        "quantity": quantity,
        "unit": held.activity_unit,
        "factor_set": next(iter(held.factor_set_codes), ""),
        "uncertainty_percent": declared_uncertainties([held]).get(held.uncertainty_profile, ""),
    }
