"""One cell, or a row, column or total: what it is made of along the other axes, and who stands behind it."""

from decimal import Decimal
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from inventory.models import Posting
from inventory.pages.amounts import shown
from inventory.pages.contradictions import of_cell
from inventory.pages.question import Question
from inventory.publication.content import plain
from inventory.selectors.contributors import Contributor, Contributors, contributors_of, lines_behind
from inventory.selectors.labels import AXIS_NAMES, label, labels_of, ordered
from inventory.selectors.uncertainty import Uncertainties, open_to
from inventory.tables.axes import Axis, View
from inventory.tables.pivot import Sum, share
from mrv.portal.components import Cell, Column, Fact, Pager, Row, Table
from mrv.portal.components.tables import Column as TableColumn
from reporting.models import EmissionLine
from reporting.pages.uncertainty import percent_text, uncertainty_words

SIZE = 50
FILTERS = {"sector": Axis.SECTOR, "district": Axis.DISTRICT, "fuel": Axis.FUEL}
SPLITS = (Axis.SECTOR, Axis.INVENTORY_SECTOR, Axis.DISTRICT, Axis.FUEL, Axis.GAS, Axis.ORIGIN)
CELLS = "inventory:cells"


def cell(question: Question, start: int) -> dict[str, Any]:
    """What the page of a cell shows."""
    total = question.sums(Axis.YEAR).total
    splits = [split(question, axis, total) for axis in SPLITS if _is_open(question, axis)]
    people = None
    if question.is_official and total.line_count:
        people = contributors_of(question.choice.source, question.request, start=start, size=SIZE)
    return {
        "name": name_of(question),
        "total": total,
        "uncertainty": uncertainty_of(question, total),
        **of_cell(question),
        "splits": [table for table in splits if table is not None],
        "contributors": contributor_table(question, people) if people else None,
        "pager": pager(question, start, people.count) if people else None,
        "filters": filters(question),
        "kept": {name: value for name in FILTERS if (value := getattr(question.request, name))},
    }


def uncertainty_of(question: Question, total: Sum) -> dict[str, str]:
    """The uncertainty of the cell in words, and the page that says more; empty where there is none."""
    found = open_to(total, question.uncertainties().total) if question.request.adds_up else None
    if found is None:
        return {}
    kept = {name: getattr(question.request, name) for name in FILTERS}
    return {
        "percent": percent_text(found),
        "words": uncertainty_words(found, question.gas),
        "href": question.href("inventory:uncertainty", **kept),
    }


def name_of(question: Question) -> str:
    """What the cell is called: its sector, district and fuel, or the whole city."""
    parts = [
        str(label(question.names(axis), "" if value == "none" else value))
        for name, axis in FILTERS.items()
        if (value := getattr(question.request, name))
    ]
    return " · ".join(parts) or question.jurisdiction.name


def filters(question: Question, page: str = CELLS) -> list[tuple[str, str, str]]:
    """Each narrowing filter: its axis, its value, the address without it."""
    own = {name: getattr(question.request, name) for name in FILTERS}
    found = []
    for name, axis in FILTERS.items():
        if own[name]:
            others = {key: value for key, value in own.items() if key != name}
            value = str(label(question.names(axis), "" if own[name] == "none" else own[name]))
            found.append((str(AXIS_NAMES[axis]), value, question.href(page, **others)))
    return found


def _is_open(question: Question, axis: Axis) -> bool:
    """An axis that still divides the cell."""
    asked = question.request
    if axis is Axis.INVENTORY_SECTOR:
        return bool(asked.sector) and asked.view is not View.INVENTORY
    name = next((name for name, of in FILTERS.items() if of is axis), "")
    return not (name and getattr(asked, name))


def split(question: Question, axis: Axis, total: Sum) -> Table | None:
    """The parts along an axis with their shares; None when there is only one."""
    pivot = question.sums(axis)
    if len(pivot.sums) < 2 and axis in (Axis.GAS, Axis.ORIGIN):
        return None
    names = question.names(axis)
    keys = ordered(names, pivot.keys_of(axis.value)) if axis is Axis.GAS else [f.key[0] for f in pivot.ranked()]
    rows = []
    spread = question.uncertainties(axis)
    for key in keys:
        found = pivot.sums[key,]
        value = shown(found)
        part = None if found.is_hidden else share(found.value, total.value)
        amount = Cell(None, notation=value) if isinstance(value, str) else Cell(value)
        rows.append(
            Row(
                [
                    Cell(str(label(names, key)), href=_narrower(question, axis, key)),
                    amount,
                    part,
                    _percent(found, spread),
                ]
            )
        )
    whole = _percent(pivot.total, spread) if question.request.adds_up else None
    rows.append(Row([_("Total"), pivot.total.value, None, whole], is_total=True))
    columns = [
        Column(AXIS_NAMES[axis]),
        Column(_("Amount, t"), kind="number", places=2),
        TableColumn(_("Share, %"), kind="number", places=1),
        TableColumn(_("Uncertainty, 95 %")),
    ]
    return Table(AXIS_NAMES[axis], columns, rows)


def _percent(found: Sum, spread: Uncertainties) -> str | None:
    """The uncertainty of a part, or of all parts together; None where a part is hidden."""
    beside = open_to(found, spread.get(found.key) if found.key else spread.total)
    return percent_text(beside) if beside else None


def _narrower(question: Question, axis: Axis, key: str) -> str:
    own = {name: getattr(question.request, name) for name in FILTERS}
    if axis is Axis.INVENTORY_SECTOR:
        return question.href(CELLS, **{**own, "view": View.INVENTORY.value, "sector": key})
    if axis is Axis.GAS:
        return question.href(CELLS, **own, gas=key)
    name = next((name for name, of in FILTERS.items() if of is axis), "")
    return question.href(CELLS, **{**own, name: key or "none"}) if name else ""


def contributor_table(question: Question, people: Contributors) -> Table:
    """Reports and area sources behind the cell."""
    sectors = labels_of(Axis.SECTOR)
    rows = [
        Row(
            [
                Cell(name, href=_source_href(question, one), hint=hint),
                str(label(sectors, one.posting.sector.code)),
                one.posting.district.name,
                one.line_count,
                one.value,
                share(one.value, people.total),
            ]
        )
        for one in people.shown
        for name, hint in [_named(one)]
    ]
    columns = [
        Column(_("Report or area source"), is_wide=True),
        Column(_("Sector")),
        Column(_("District")),
        Column(_("Lines"), kind="number"),
        Column(_("Amount, t"), kind="number", places=2),
        Column(_("Share, %"), kind="number", places=1),
    ]
    return Table(_("Reports and area sources behind this figure"), columns, rows, is_caption_hidden=True)


def _named(one: Contributor) -> tuple[str, str]:
    if one.posting.version is not None:
        version = one.posting.version
        facility = version.report.facility
        words = {"code": facility.code, "number": version.number}
        return facility.name, _("%(code)s, report version %(number)s") % words
    source = one.posting.area_source
    assert source is not None
    return _("Area source"), f"{source.code} v{source.number}"


def _source_href(question: Question, one: Contributor) -> str:
    if one.posting.area_source is not None:
        return reverse("inventory:area_source", args=[one.posting.area_source.public_id])
    asked = question.request
    scope = asked.scope.value if asked.scope.value in "123" else ""
    query = "&".join(f"{name}={value}" for name, value in (("fuel", asked.fuel), ("scope", scope)) if value)
    address = reverse("inventory:source", args=[one.posting.pk])
    return f"{address}?{query}" if query else address


def pager(question: Question, start: int, count: int) -> Pager:
    """Links between pages of contributors."""
    own = {name: getattr(question.request, name) for name in FILTERS}

    def at(place: int) -> str:
        return question.href(CELLS, **own, start=str(place) if place else "")

    following = at(start + SIZE) if start + SIZE < count else ""
    previous = at(max(0, start - SIZE)) if start else ""
    return Pager(min(SIZE, max(0, count - start)), following, previous, total=count)


def source(posting: Posting, *, fuel: str, scope: str) -> dict[str, Any]:
    """What the page of one posted report version shows: its facts and its lines."""
    lines = lines_behind(posting, fuel=fuel, scope=scope)
    return {"posting": posting, "facts": posting_facts(posting), "lines": line_table(lines)}


def posting_facts(posting: Posting) -> list[Fact]:
    """Which version, in which state, since when it counts."""
    version = posting.version
    assert version is not None
    facility = version.report.facility
    facts = [
        Fact(_("Enterprise"), facility.enterprise.name),
        Fact(_("District"), posting.district.name),
        Fact(_("Sector"), posting.sector.name),
        Fact(_("Report version"), version.number, href=_version_href(version.public_id)),
        Fact(_("State"), version.state, "state"),
        Fact(_("Counts since"), posting.posted_at, "datetime"),
        Fact(_("Digest of the result"), posting.result_hash, "code"),
    ]
    if posting.reversed_at:
        facts.append(Fact(_("Taken out"), posting.reversed_at, "datetime"))
    return facts


def _version_href(public_id: object) -> str:
    try:
        return reverse("reporting:version", args=[public_id])
    except NoReverseMatch:
        return ""


def line_table(lines: list[EmissionLine]) -> Table:
    """The lines; each amount leads to its explanation."""
    fuels = labels_of(Axis.FUEL)
    rows = [
        Row(
            [
                line.stream_code,
                line.month or _("Year"),
                str(label(fuels, line.fuel)),
                line.scope,
                Decimal(plain(line.activity_quantity)),
                line.activity_unit,
                Cell(line.co2e_t, href=reverse("reporting:line", args=[line.public_id])),
            ]
        )
        for line in lines
    ]
    columns = [
        Column(_("Stream")),
        Column(_("Month")),
        Column(_("Fuel or activity")),
        Column(_("Scope")),
        Column(_("Activity"), kind="number"),
        Column(_("Unit")),
        Column(_("tCO₂e"), kind="number", places=6),
    ]
    return Table(_("Emission lines"), columns, rows, empty_title=_("No line of this fuel and scope"))
