"""Charts with their data table: each builder makes both from the same values, so they cannot differ.

Charts are the one place where floats are allowed (house.md, rule 7); the table keeps the exact values.
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
class Chart:
    """A chart: ``kind`` is a key of the registry in charts.js; ``summary`` says in words what it shows."""

    key: str
    kind: str
    title: Text
    summary: Text
    unit: str
    data: Mapping[str, object]
    table: Table
    download_href: str = ""
    note: Text = ""

    @property
    def data_id(self) -> str:
        """Identifier of the element that carries the data."""
        return f"chart-data-{self.key}"

    @property
    def payload(self) -> dict[str, object]:
        """What charts.js reads."""
        return {"kind": self.kind, "unit": self.unit, "title": str(self.title), **self.data}


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


def _table(title: Text, unit: str, heading: Text, names: Sequence[Text], rows: Sequence[Row]) -> Table:
    columns = [Column(heading), *(Column(f"{name} ({unit})", kind="number") for name in names)]
    return Table(title, columns, rows, is_caption_hidden=True)


def series_chart(
    kind: str, key: str, title: Text, *, categories: Sequence[Text], series: Sequence[Series], unit: str, summary: Text
) -> Chart:
    """A ``trend`` (lines, with targets and bands) or ``stacked`` bars over the same categories."""
    rows = [
        Row([category, *(one.values[place] for one in series)]) for place, category in enumerate(categories)
    ]
    heading = _("Year") if kind == "trend" else _("Category")
    data = {"categories": [str(c) for c in categories], "series": [_series(one) for one in series]}
    return Chart(key, kind, title, summary, unit, data, _table(title, unit, heading, [s.name for s in series], rows))


def trend_chart(
    key: str, title: Text, *, years: Sequence[Text], series: Sequence[Series], unit: str, summary: Text
) -> Chart:
    """Lines over years; a series with ``is_target`` is dashed, one with a band is shaded."""
    return series_chart("trend", key, title, categories=years, series=series, unit=unit, summary=summary)


def stacked_chart(
    key: str, title: Text, *, categories: Sequence[Text], series: Sequence[Series], unit: str, summary: Text
) -> Chart:
    """Bars stacked by series."""
    return series_chart("stacked", key, title, categories=categories, series=series, unit=unit, summary=summary)


@dataclass(frozen=True)
class Item:
    """A named amount of a ranked, map or waterfall chart; ``code`` is the district code on the map."""

    name: Text
    value: Decimal
    href: str = ""
    code: str = ""
    is_total: bool = False


def items_chart(
    kind: str, key: str, title: Text, *, items: Sequence[Item], unit: str, summary: Text, heading: Text = ""
) -> Chart:
    """A ``ranked``, ``map`` or ``waterfall`` chart of named amounts."""
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
    table = _table(title, unit, heading or _("Name"), [_("Amount")], rows)
    return Chart(key, kind, title, summary, unit, data, table)


def heat_chart(
    key: str,
    title: Text,
    *,
    rows: Sequence[Text],
    columns: Sequence[Text],
    values: Sequence[Sequence[Amount]],
    unit: str,
    summary: Text,
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
    return Chart(key, "heat", title, summary, unit, data, _table(title, unit, _("Category"), columns, body))
