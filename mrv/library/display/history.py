"""One factor over the years and beside other sets: chart, table and facts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.models import EmissionFactor
from mrv.library import words
from mrv.library.display.sets import address
from mrv.library.display.values import interval, validity
from mrv.library.figures import percent, significant
from mrv.library.selectors.related import Related
from mrv.portal.components.charts import About, Chart, Series, trend_chart
from mrv.portal.components.flow import Fact

MOST_SERIES = 8
EARLIEST = 1990


@dataclass(frozen=True)
class OtherRow:
    """A value beside the one looked at."""

    set_name: str
    set_title: str
    href: str
    place: str
    validity: str
    published: str
    unit: str
    value: Decimal | None
    percent: Decimal | None
    flag_words: str
    flag_tone: str
    is_here: bool


def download_address(factor: EmissionFactor) -> str:
    """All values of the same quantity, as csv."""
    query = {"fuel": factor.fuel, "parameter": factor.parameter, "gas": factor.gas, "format": "csv"}
    return f"{reverse('api:factors')}?{urlencode({name: text for name, text in query.items() if text})}"


def value_facts(factor: EmissionFactor) -> list[Fact]:
    """Everything a value says of itself."""
    owner = factor.factor_set
    facts = [
        Fact(_("Quantity"), words.quantity_name(factor.parameter, factor.gas)),
        Fact(_("Place"), words.place(factor.geography), hint=factor.geography),
        Fact(_("Valid"), validity(factor.valid)),
        Fact(_("Set"), str(owner), href=address(owner), hint=owner.title),
        Fact(_("Purpose"), words.of(words.PURPOSES, factor.purpose)),
        Fact(_("Source"), factor.source),
        Fact(_("Grade"), words.of(words.GRADES, factor.grade)),
        Fact(_("Uncertainty, 95 %"), interval(factor) or _("not published")),
        Fact(_("Key"), factor.fuel, "code"),
    ]
    variant = words.variant(factor.kind, factor.sector)
    return [*facts[:1], Fact(_("Variant"), variant), *facts[1:]] if variant else facts


def other_rows(factor: EmissionFactor, related: Sequence[Related]) -> list[OtherRow]:
    """The values beside it, the newest first."""
    return [_other(factor, one) for one in reversed(related)]


def _other(factor: EmissionFactor, one: Related) -> OtherRow:
    other = one.factor
    is_here = other.pk == factor.pk
    return OtherRow(
        set_name=str(other.factor_set),
        set_title=other.factor_set.title,
        href="" if is_here else reverse("factors:value", args=[other.pk]),
        place=words.place(other.geography),
        validity=validity(other.valid),
        published=other.value_text,
        unit=other.unit,
        value=None if one.value is None else significant(one.value),
        percent=None if one.value is None or is_here else percent(factor.value, one.value),
        flag_words=words.of(words.FLAGS, other.flag) if other.flag else "",
        flag_tone=words.flag_tone(other.flag).value,
        is_here=is_here,
    )


def history_chart(factor: EmissionFactor, related: Sequence[Related], title: str) -> Chart | None:
    """A line per set and place over the years of validity; None when there is only one year to show."""
    comparable = [one for one in related if one.value is not None]
    years = _years(comparable)
    if len(years) < 2:
        return None
    groups: dict[str, list[Related]] = defaultdict(list)
    for one in sorted(comparable, key=lambda one: _label(one.factor) != _label(factor)):
        groups[_label(one.factor)].append(one)
    series = [Series(label, [_in_year(members, year) for year in years]) for label, members in groups.items()]
    about = About(
        key="history",
        title=title,
        unit=factor.unit,
        summary=_summary(years, len(series)),
        download_href=download_address(factor),
        note=_("A line is drawn for every year a set declares its value valid; values are shown in %(unit)s.")
        % {"unit": factor.unit},
    )
    return trend_chart(about, years=[str(year) for year in years], series=series[:MOST_SERIES])


def _label(factor: EmissionFactor) -> str:
    return f"{factor.factor_set.code} \u00b7 {words.place(factor.geography)}"


def _years(related: Sequence[Related]) -> list[int]:
    if not related:
        return []
    this_year = timezone.localdate().year
    first = max(EARLIEST, min(one.first_year for one in related))
    last = max(max(one.first_year, min(one.last_year or this_year, this_year)) for one in related)
    return list(range(first, last + 1))


def _in_year(members: Sequence[Related], year: int) -> Decimal | None:
    valid = [one for one in members if one.first_year <= year and (one.last_year is None or year <= one.last_year)]
    return None if not valid or valid[-1].value is None else significant(valid[-1].value)


def _summary(years: Sequence[int], count: int) -> str:
    words_ = {"count": min(count, MOST_SERIES), "first": years[0], "last": years[-1]}
    return _("%(count)d sets and places, %(first)d to %(last)d") % words_
