"""Charts with their data table: each builder makes both from the same values, so they cannot differ.

Charts are the one place where floats are allowed; the table keeps the exact values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from mrv.portal.components.tables import Column, Row, Table
from mrv.portal.components.text import Text

Amount = Decimal | None


@dataclass(frozen=True)
class Series:
    """One line or stack: a value per category; ``low`` and ``high`` draw an uncertainty band."""

    name: Text
    values: Sequence[Amount]
    low: Sequence[Amount] = ()
    high: Sequence[Amount] = ()
    is_target: bool = False


@dataclass(frozen=True)
class About:
    """What a chart is: a key unique on its page, title, unit, and in words what it shows."""

    key: str
    title: Text
    unit: str
    summary: Text
    download_href: str = ""
    note: Text = ""


@dataclass(frozen=True)
class Chart:
    """A chart: ``kind`` is a key of the registry in charts.js, ``data`` what that kind reads."""

    about: About
    kind: str
    data: Mapping[str, object]
    table: Table

    @property
    def data_id(self) -> str:
        """Identifier of the element that carries the data."""
        return f"chart-data-{self.about.key}"

    @property
    def payload(self) -> dict[str, object]:
        """What charts.js reads."""
        about = {"kind": self.kind, "unit": self.about.unit, "title": str(self.about.title)}
        return {**about, "cut_axis": _("axis starts at"), **self.data}


def _plot(value: Amount) -> float | None:
    return None if value is None else float(value)


def _plots(values: Sequence[Amount]) -> list[float | None]:
    return [_plot(value) for value in values]


def _series(one: Series) -> dict[str, object]:
    return {
        "name": str(one.name),
        "values": _plots(one.values),
        "low": _plots(one.low),
        "high": _plots(one.high),
        "target": one.is_target,
    }


def _table(about: About, heading: Text, names: Sequence[Text], rows: Sequence[Row]) -> Table:
    columns = [Column(heading), *(Column(f"{name} ({about.unit})", kind="number") for name in names)]
    return Table(about.title, columns, rows, is_caption_hidden=True)


def _series_chart(
    kind: str, about: About, heading: Text, categories: Sequence[Text], series: Sequence[Series]
) -> Chart:
    rows = [Row([category, *(one.values[place] for one in series)]) for place, category in enumerate(categories)]
    data = {"categories": [str(c) for c in categories], "series": [_series(one) for one in series]}
    return Chart(about, kind, data, _table(about, heading, [one.name for one in series], rows))


def trend_chart(about: About, *, years: Sequence[Text], series: Sequence[Series]) -> Chart:
    """Lines over years; a series with ``is_target`` is dashed, one with a band is shaded."""
    return _series_chart("trend", about, _("Year"), years, series)


def stacked_chart(about: About, *, categories: Sequence[Text], series: Sequence[Series], heading: Text = "") -> Chart:
    """Bars stacked by series."""
    return _series_chart("stacked", about, heading or _("Category"), categories, series)


@dataclass(frozen=True)
class Item:
    """A named amount of a ranked, map or waterfall chart; ``code`` is the district code on the map."""

    name: Text
    value: Decimal
    href: str = ""
    code: str = ""
    is_total: bool = False


def _items_chart(kind: str, about: About, items: Sequence[Item], heading: Text) -> Chart:
    data = {
        "items": [
            {
                "name": str(item.name),
                "value": _plot(item.value),
                "href": item.href,
                "code": item.code,
                "total": item.is_total,
            }
            for item in items
        ]
    }
    rows = [Row([item.name, item.value], is_total=item.is_total) for item in items]
    return Chart(about, kind, data, _table(about, heading or _("Name"), [_("Amount")], rows))


def ranked_chart(about: About, *, items: Sequence[Item], heading: Text = "") -> Chart:
    """Bars in the order given, largest first; each may lead somewhere."""
    return _items_chart("ranked", about, items, heading)


def map_chart(about: About, *, items: Sequence[Item], heading: Text = "") -> Chart:
    """Districts shaded on the schematic outline, found by their GB/T 2260 code."""
    return _items_chart("map", about, items, heading)


def waterfall_chart(about: About, *, items: Sequence[Item], heading: Text = "") -> Chart:
    """From one total to another by signed steps; totals carry ``is_total``."""
    return _items_chart("waterfall", about, items, heading)


def heat_chart(
    about: About, *, rows: Sequence[Text], columns: Sequence[Text], values: Sequence[Sequence[Amount]]
) -> Chart:
    """A heat map: ``values`` holds one sequence per row."""
    data = {
        "rows": [str(row) for row in rows],
        "columns": [str(column) for column in columns],
        "cells": [
            [c, r, _plot(value)] for r, line in enumerate(values) for c, value in enumerate(line) if value is not None
        ],
    }
    body = [Row([name, *line]) for name, line in zip(rows, values, strict=True)]
    return Chart(about, "heat", data, _table(about, _("Category"), columns, body))
