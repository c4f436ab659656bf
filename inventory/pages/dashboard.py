"""The dashboard: total, completeness, key numbers, map, rankings, structure over the years, the heat matrix."""

from collections.abc import Mapping, Set
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inventory.models import BaseFigure
from inventory.pages.amounts import Measure, shown
from inventory.pages.question import Question
from inventory.selectors.coverage import Coverage, coverage_of
from inventory.selectors.labels import Label, label, ordered, unit_label
from inventory.selectors.notation import keys_of_view
from inventory.selectors.places import last_released_year
from inventory.selectors.uncertainty import open_to
from inventory.tables.axes import Axis, Scope, View
from inventory.tables.pivot import Pivot, Sum, share
from mrv.core.sentences import reads_chinese
from mrv.portal.components import (
    About,
    Chart,
    Heading,
    Item,
    KeyNumber,
    Matrix,
    MatrixWords,
    Series,
    build_matrix,
    map_chart,
    ranked_chart,
    stacked_chart,
)
from reporting.pages.uncertainty import uncertainty_number

TOP = 10
CELLS = "inventory:cells"


def dashboard(question: Question) -> dict[str, Any]:
    """Everything the dashboard shows."""
    matrix = question.sums(Axis.SECTOR, Axis.DISTRICT)
    years = question.sums_of_all_years(Axis.YEAR, Axis.SECTOR, view=View.POLICY)
    return {
        "keys": key_numbers(question, matrix, years.along("year")),
        "map": district_map(question, matrix.along("district")),
        "sectors": top_sectors(question, matrix.along("sector")),
        "fuels": by_fuel(question, question.sums(Axis.FUEL)),
        "structure": structure(question, years),
        "matrix": heat_matrix(question, matrix),
    }


def total_of(question: Question, pivot: Pivot) -> Sum:
    """The total, whole even where parts of it are confidential, if it is one the release states."""
    asked, release = question.request, question.release
    is_plain = asked.gas is None and not asked.gwp and not (asked.sector or asked.district or asked.fuel)
    if release is not None and is_plain and asked.scope in (Scope.DIRECT, Scope.PURCHASED):
        value = release.scope_1_co2e_t if asked.scope is Scope.DIRECT else release.scope_2_co2e_t
        return Sum((), value, release.line_count)
    return pivot.total


def key_numbers(question: Question, matrix: Pivot, by_year: Pivot) -> list[KeyNumber]:
    """Total with its change, per head, per product, coverage, largest sector."""
    total = total_of(question, matrix)
    covered = _covered(question)
    numbers = [_total(question, total, by_year, is_whole=covered is None or covered.percent == 100)]
    numbers += uncertainty_numbers(question, total)
    numbers += _per_base(question, total.value)
    numbers.append(_coverage(question, covered))
    largest = matrix.along("sector").ranked()[:1]
    names = question.names(Axis.SECTOR)
    for found in largest:
        part = share(found.value, total.value)
        numbers.append(
            KeyNumber(
                _("Largest sector"),
                str(label(names, found.key[0])),
                kind="text",
                note=_("%(percent)s %% of the total") % {"percent": part},
                href=question.href(CELLS, sector=found.key[0]),
            )
        )
    return numbers


def uncertainty_numbers(question: Question, total: Sum) -> list[KeyNumber]:
    """The uncertainty of the total with a way to what it rests on; none where the total leaves out or mixes."""
    found = open_to(total, question.uncertainties().total) if question.request.adds_up else None
    if found is None:
        return []
    return [replace(uncertainty_number(found, question.gas), href=question.href("inventory:uncertainty"))]


def _covered(question: Question) -> Coverage | None:
    """How complete the live cells are; a release is what it is."""
    return None if question.release else coverage_of(question.jurisdiction, question.year, question.actor)


def _total(question: Question, total: Sum, by_year: Pivot, *, is_whole: bool) -> KeyNumber:
    """The total; compared with the year before only when nothing is missing."""
    earlier = [key for (key,) in by_year.sums if int(key) < question.year] if is_whole else []
    before = by_year.sums[max(earlier),].value if earlier else None
    change = 100 * (total.value - before) / before if before else None
    words = _("Total, partly confidential") if total.is_partial else _("Total")
    return KeyNumber(
        words,
        total.value,
        gas=question.gas,
        change=change,
        change_label=_("against %(year)s") % {"year": max(earlier)} if earlier else "",
        note=_("%(gas)s, %(scope)s")
        % {"gas": unit_label(question.gas), "scope": SCOPE_WORDS[question.request.scope]()},
    )


SCOPE_WORDS = {
    Scope.DIRECT: lambda: _("direct emissions in the territory"),
    Scope.PURCHASED: lambda: _("purchased electricity and heat"),
    Scope.OTHER: lambda: _("other indirect emissions"),
    Scope.CONSUMPTION: lambda: _("electricity counted at its users"),
    Scope.ALL: lambda: _("scopes side by side"),
}


def source_text(figure: BaseFigure) -> str:
    """Where a base figure comes from, and that it is weak while nobody has compared it with the document."""
    source = figure.source if reads_chinese() else figure.source_en or figure.source
    return source if figure.is_checked else _("%(source)s; weak source: not yet compared with it") % {"source": source}


def _per_base(question: Question, total: Decimal) -> list[KeyNumber]:
    """Per head and per product of the city; nothing for who sees a part of it, since the figures are of the whole."""
    if not question.sees_whole:
        return []
    figures = {f.kind: f for f in BaseFigure.objects.filter(jurisdiction=question.jurisdiction, year=question.year)}
    numbers = []
    if people := figures.get("population"):
        per_head = total / people.value
        numbers.append(
            KeyNumber(_("Per inhabitant"), per_head, kind="number", unit="t", places=2, note=source_text(people))
        )
    if product := figures.get("gdp"):
        per_product = total / product.value / 10_000
        note = _("current prices; %(source)s") % {"source": source_text(product)}
        numbers.append(
            KeyNumber(_("Per product"), per_product, kind="number", unit=_("t per 10⁴ yuan"), places=3, note=note)
        )
    return numbers


def _coverage(question: Question, found: Coverage | None) -> KeyNumber:
    if question.release is not None or found is None:
        release = question.release
        note = _("and %(count)s area sources") % {"count": release.area_source_count if release else 0}
        return KeyNumber(_("Reports contained"), release.version_count if release else 0, kind="number", note=note)
    return KeyNumber(
        _("Coverage"),
        f"{found.percent} %",
        kind="text",
        note=_("%(counted)s of %(all)s facilities verified and decided")
        % {"counted": found.counted, "all": found.facilities},
        href=question.href("inventory:compile") if question.actor.may("inventory:compile") else "",
    )


def waiting_words(coverage: Coverage) -> list[tuple[str, int]]:
    """Where the reports are that do not count yet."""
    words = {
        "enterprise": _("with the enterprise"),
        "platform": _("being computed"),
        "verifier": _("with a verification body"),
        "authority": _("with the authority"),
    }
    found = [(words.get(turn, turn), number) for turn, number in sorted(coverage.waiting.items())]
    return [*found, (_("no report yet"), coverage.missing)] if coverage.missing else found


def district_map(question: Question, by_district: Pivot) -> Chart:
    """Districts on the schematic outline; the ranked table is beside it."""
    names = question.names(Axis.DISTRICT)
    ranked = by_district.ranked()
    measure = Measure.for_values([found.value for found in ranked], question.gas)
    items = [
        Item(
            str(label(names, found.key[0])),
            measure.of(found.value),
            href=question.href(CELLS, district=found.key[0]),
            code=found.key[0],
        )
        for found in ranked
    ]
    about = About(
        key="districts",
        title=_("By district"),
        unit=measure.unit,
        summary=_summary(items, measure),
        download_href=question.file_href("csv", Axis.DISTRICT),
        note=_("Schematic outline, not a survey."),
    )
    return map_chart(about, items=items, heading=_("District"))


def _summary(items: list[Item], measure: Measure) -> str:
    if not items:
        return _("Nothing is counted yet.")
    first = items[0]
    words = {"name": first.name, "amount": f"{first.value:,.2f} {measure.unit}"}
    if len(items) == 1:
        return _("%(name)s: %(amount)s.") % words
    return _("%(name)s comes first with %(amount)s, followed by %(second)s.") % {**words, "second": items[1].name}


def _ranking(
    question: Question, found: list[Sum], names: Mapping[str, Label], axis: str
) -> tuple[list[Item], Measure]:
    measure = Measure.for_values([item.value for item in found], question.gas)
    items = [
        Item(
            str(label(names, item.key[0])),
            measure.of(item.value),
            href=question.href(CELLS, **{axis: item.key[0] or "none"}),
        )
        for item in found[:TOP]
    ]
    rest = sum((item.value for item in found[TOP:]), Decimal(0))
    if rest:
        items.append(Item(_("%(count)s others") % {"count": len(found) - TOP}, measure.of(rest)))
    return items, measure


def top_sectors(question: Question, by_sector: Pivot) -> Chart:
    """The ten largest sectors of the view."""
    names = question.names(Axis.SECTOR)
    items, measure = _ranking(question, by_sector.ranked(), names, "sector")
    about = About(
        key="sectors",
        title=_("Largest sectors"),
        unit=measure.unit,
        summary=_summary(items, measure),
        download_href=question.file_href("csv", Axis.SECTOR),
    )
    return ranked_chart(about, items=items, heading=_("Sector"))


def by_fuel(question: Question, pivot: Pivot) -> Chart:
    """The largest fuels and activities."""
    items, measure = _ranking(question, pivot.ranked(), question.names(Axis.FUEL), "fuel")
    about = About(
        key="fuels",
        title=_("By fuel or activity"),
        unit=measure.unit,
        summary=_summary(items, measure),
        download_href=question.file_href("csv", Axis.FUEL),
    )
    return ranked_chart(about, items=items, heading=_("Fuel or activity"))


def structure(question: Question, pivot: Pivot) -> Chart:
    """The policy sectors over the years: stacks whose height is the total."""
    names = question.names(Axis.SECTOR, View.POLICY)
    years = _years_of_record(question, pivot.keys_of("year"))
    totals = {key[0]: found.value for key, found in pivot.along("year").sums.items()}
    measure = Measure.for_values(totals.values(), question.gas)
    series = [
        Series(
            str(label(names, sector)),
            [measure.of(found.value) if (found := pivot.get(year, sector)) else None for year in years],
        )
        for sector in ordered(names, pivot.keys_of("sector"))
    ]
    about = About(
        key="structure",
        title=_("Over the years, by policy sector"),
        unit=measure.unit,
        summary=_trend_words(years, totals, measure),
        download_href=question.file_href("csv", Axis.YEAR, Axis.SECTOR, view="policy"),
        note=_("Years without an inventory are left out; the steps between bars are not equal."),
    )
    return stacked_chart(about, categories=years, series=series, heading=_("Year"))


def _years_of_record(question: Question, years: list[str]) -> list[str]:
    """Up to the newest published year or the one on the page: a year in the making would look like a fall."""
    last = max(question.year, last_released_year(question.jurisdiction) or 0)
    return [year for year in years if int(year) <= last]


def _trend_words(years: list[str], totals: Mapping[str, Decimal], measure: Measure) -> str:
    if len(years) < 2:
        return _("One year only; nothing to compare with yet.")
    first, last = years[0], years[-1]
    words = {"first": first, "last": last, "from": measure.text(totals[first]), "to": measure.text(totals[last])}
    return _("From %(from)s in %(first)s to %(to)s in %(last)s.") % words


def heat_matrix(question: Question, pivot: Pivot) -> Matrix:
    """Sectors by districts, largest sector first; every cell leads to what it is made of."""
    sectors, districts = question.names(Axis.SECTOR), question.names(Axis.DISTRICT)
    address = question.href_of_cells()
    rows = [
        Heading(found.key[0], str(label(sectors, found.key[0])), address(found.key[0], ""))
        for found in pivot.along("sector").ranked()
    ]
    columns = [
        Heading(code, str(label(districts, code)), address("", code))
        for code in ordered(districts, pivot.keys_of("district"))
    ]
    keyed = _keyed(question, {row.key for row in rows})
    reasons = question.href("inventory:notation_keys") if question.is_official else ""
    rows += [Heading(code, str(label(sectors, code)), reasons) for code in keyed]
    values: dict[tuple[str, str], Decimal | str | None] = {
        (sector, district): shown(found) for (sector, district), found in pivot.sums.items()
    }
    values |= {(code, column.key): key for code, key in keyed.items() for column in columns}
    words = MatrixWords(_("Sectors by districts"), corner=_("Sector"), gas=question.gas)
    return build_matrix(words, rows=rows, columns=columns, values=values, link=address)


def _keyed(question: Question, counted: Set[str]) -> dict[str, str]:
    """Sectors of the view that have a notation key and no number, in their order."""
    asked = question.request
    found = keys_of_view(question.jurisdiction, question.year, asked.view, asked.scope, question.release)
    if asked.gas is not None or asked.sector or asked.district or asked.fuel:
        return {}
    names = question.names(Axis.SECTOR)
    return {code: found[code].key for code in ordered(names, [code for code in found if code not in counted])}
