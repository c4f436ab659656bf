"""Search in the library: every word of the text must fit the name, key, quantity, place, gas or set of a factor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import override
from psycopg.types.range import DateRange

from mrv.core.actor import Actor
from mrv.core.models import EmissionFactor, FactorSet, Fuel
from mrv.library.words import ABROAD, PARAMETERS, Words
from mrv.reference.geographies import load_geographies

MAX_WORDS = 8
ORDER = ("rank", "fuel", "parameter", "gas", "geography", "id")
LANGUAGES = ("en", "zh-hans")


@dataclass(frozen=True)
class Question:
    """What is wanted; empty fields ask nothing. ``factor_set`` is a set's primary key, ``flag`` may be "any"."""

    text: str = ""
    fuel: str = ""
    parameter: str = ""
    gas: str = ""
    geography: str = ""
    year: int | None = None
    factor_set: int | None = None
    grade: str = ""
    purpose: str = ""
    flag: str = ""


def find_factors(question: Question, actor: Actor) -> QuerySet[EmissionFactor]:
    """Factors of released sets (of any visible one when a set is named) that fit, listed fuels first."""
    if question.factor_set is not None:
        sets = FactorSet.objects.visible_to(actor).filter(pk=question.factor_set)
    else:
        sets = FactorSet.objects.filter(state="released")
    found = EmissionFactor.objects.filter(factor_set__in=sets, **_equal(question))
    if question.year is not None:
        year = DateRange(date(question.year, 1, 1), date(question.year + 1, 1, 1))
        found = found.filter(valid__overlap=year)
    if question.flag:
        found = found.exclude(flag="") if question.flag == "any" else found.filter(flag=question.flag)
    for word in question.text.split()[:MAX_WORDS]:
        found = found.filter(_fits(word))
    return found.annotate(rank=_rank(question.text)).select_related("factor_set")


def _rank(text: str) -> Case:
    """Fuels called exactly as asked first, then other listed fuels, then all the rest."""
    named = Q(code__iexact=text)
    for word in {text, *text.split()[:MAX_WORDS]}:
        named |= Q(name_zh__iexact=word) | Q(name_en__iexact=word)
    exact = list(Fuel.objects.filter(named).values_list("code", flat=True)) if text else []
    is_listed = Exists(Fuel.objects.filter(code=OuterRef("fuel")))
    return Case(
        When(fuel__in=exact, then=Value(0)),
        When(is_listed, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def _equal(question: Question) -> dict[str, str]:
    names = ("fuel", "parameter", "gas", "geography", "grade", "purpose")
    return {name: getattr(question, name) for name in names if getattr(question, name)}


def _fits(word: str) -> Q:
    """One word against everything a factor is known by, in both languages."""
    fuels = Fuel.objects.filter(
        Q(name_zh__icontains=word) | Q(name_en__icontains=word) | Q(aliases__icontains=word)
    ).values("code")
    places = [
        code
        for code, known in load_geographies().items()
        if word.lower() in f"{known.name_zh} {known.name_en}".lower()
    ]
    return (
        Q(fuel__in=fuels)
        | Q(fuel__icontains=word)
        | Q(raw__name_en__icontains=word)
        | Q(raw__name_zh__icontains=word)
        | Q(parameter__in=_named(PARAMETERS, word))
        | Q(geography__in=[*places, *_named(ABROAD, word)])
        | Q(gas__iexact=word)
        | Q(factor_set__code__icontains=word)
        | Q(factor_set__title_zh__icontains=word)
        | Q(factor_set__title_en__icontains=word)
    )


def _named(words: Words, word: str) -> list[str]:
    """Codes whose name contains the word in either language."""
    found: set[str] = set()
    for language in LANGUAGES:
        with override(language):
            found.update(code for code, name in words.items() if word.lower() in str(name).lower())
    return sorted(found)


def choices_of(column: str) -> list[str]:
    """The values a column of released factors takes, for the filters."""
    released = EmissionFactor.objects.filter(factor_set__state="released")
    return sorted(filter(None, released.values_list(column, flat=True).distinct().order_by()))


def sorted_choices(codes: Iterable[str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Options of a filter, by name."""
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda option: option[1])
