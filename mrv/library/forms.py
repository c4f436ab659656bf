"""Filters and choices of the public pages."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from mrv.core.actor import Actor
from mrv.core.exact_fields import ExactIntegerField
from mrv.core.models import FactorSet
from mrv.library import words
from mrv.library.selectors.search import Question, choices_of, sorted_choices
from mrv.library.selectors.sets import find_set

Options = list[tuple[str, Any]]
FIRST_YEAR, LAST_YEAR = 1990, 2100


def _options(column: str, names: words.Words, any_label: Any) -> Options:
    codes = choices_of(column)
    return [("", any_label), *sorted_choices(codes, {code: words.of(names, code) for code in codes})]


class SearchForm(forms.Form):
    """The filters of the search page; ``question`` reads what is valid of them."""

    q = forms.CharField(
        label=_("Fuel, activity, quantity"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("e.g. natural gas, anthracite, power Shanghai")}),
    )  # fmt: skip
    parameter = forms.ChoiceField(label=_("Quantity"), required=False)
    geography = forms.ChoiceField(label=_("Place"), required=False)
    year = ExactIntegerField(label=_("In force in"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    set = forms.ChoiceField(label=_("Set"), required=False)
    purpose = forms.ChoiceField(label=_("Purpose"), required=False)
    grade = forms.ChoiceField(label=_("Grade"), required=False)
    flag = forms.ChoiceField(label=_("Flag"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("parameter", _options("parameter", words.PARAMETERS, _("Any quantity")))
        self._choose("geography", _places())
        self._choose("set", _sets())
        self._choose("purpose", _options("purpose", words.PURPOSES, _("Any")))
        self._choose("grade", [("", _("Any")), *((grade, grade) for grade in choices_of("grade"))])
        flags = _options("flag", words.FLAGS, _("With and without"))
        self._choose("flag", [flags[0], ("any", _("Any flag")), *flags[1:]])

    def _choose(self, name: str, options: Options) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = options

    def question(self, actor: Actor) -> Question:
        """What is asked; an invalid filter asks nothing (its error is shown)."""
        self.is_valid()
        wanted = getattr(self, "cleaned_data", {})
        code, _at, version = wanted.get("set", "").partition("@")
        chosen = FactorSet.objects.visible_to(actor).filter(code=code, version=version or 0).first() if code else None
        return Question(
            text=wanted.get("q", "").replace("\x00", ""),
            parameter=wanted.get("parameter", ""),
            geography=wanted.get("geography", ""),
            year=wanted.get("year"),
            factor_set=chosen.pk if chosen else None,
            purpose=wanted.get("purpose", ""),
            grade=wanted.get("grade", ""),
            flag=wanted.get("flag", ""),
        )


def _places() -> Options:
    codes = choices_of("geography")
    return [("", _("Anywhere")), *sorted_choices(codes, {code: words.place(code) for code in codes})]


def _sets() -> Options:
    released = FactorSet.objects.filter(state="released").order_by("code")
    return [("", _("All released sets")), *((f"{found.code}@{found.version}", str(found)) for found in released)]


class YearForm(forms.Form):
    """A year, or all."""

    year = ExactIntegerField(label=_("In force in"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)


class SetField(forms.CharField):
    """A set the actor may see, chosen as ``CODE@VERSION`` (or ``CODE``)."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        self.actor = actor
        options = [(_reference(found), _label(found)) for found in _comparable(actor)]
        super().__init__(widget=forms.Select(choices=[("", _("Choose a set")), *options]), max_length=60, **kwargs)

    def clean(self, value: Any) -> Any:
        """The set."""
        found = find_set(super().clean(value), self.actor)
        if found is None:
            raise forms.ValidationError(_("There is no such set. Choose one of the list."), code="invalid_choice")
        return found


def _reference(found: FactorSet) -> str:
    return f"{found.code}@{found.version}"


def _label(found: FactorSet) -> str:
    return f"{found} \u00b7 {found.title}"


def _comparable(actor: Actor) -> list[FactorSet]:
    return list(FactorSet.objects.visible_to(actor).exclude(state="rejected").order_by("code", "-version"))


class CompareForm(forms.Form):
    """Two sets, a year, all values or only differing ones."""

    year = ExactIntegerField(label=_("In force in"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    show = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("differing", _("Differing values")), ("all", _("All values"))]
    )
    field_order = ("a", "b", "year", "show")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["a"] = SetField(actor=actor, label=_("First set"))
        self.fields["b"] = SetField(actor=actor, label=_("Second set"))
        self.order_fields(self.field_order)

    def clean_show(self) -> str:
        """Differing values unless all are asked for."""
        return str(self.cleaned_data.get("show") or "differing")
