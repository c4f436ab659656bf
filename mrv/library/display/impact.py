"""The preview of an impact as headline numbers and tables."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from mrv.core.models import FactorSet, Job
from mrv.core.services.jobs import progress_of
from mrv.library.figures import percent
from mrv.library.words import is_chinese
from mrv.portal.components.flow import KeyNumber, Progress
from mrv.portal.components.tables import Cell, Column, DiffRow, Row, Table

SHOWN_STATES = {"done": "succeeded"}


def impact_progress(job: Job, found: FactorSet) -> Progress:
    """How far the computation is."""
    address = reverse("factors:impact", args=[found.code, found.version])
    done, total = progress_of(job)
    return Progress(
        title=_("Impact on reports and cells"),
        state="running" if job.state == "queued" and total else SHOWN_STATES.get(job.state, job.state),
        done=done,
        total=total,
        poll_href=address,
        result_href=address if job.state == "done" else "",
        result_label=_("Show the impact"),
        messages=[job.error_text] if job.error_text else [],
    )


def impact_tables(job: Job | None) -> dict[str, Any]:
    """Numbers and tables of a finished preview; nothing while there is none."""
    result = job.result if job is not None and job.state == "done" else {}
    if result.get("outcome") != "computed":
        return {}
    return {
        "result": result,
        "numbers": _numbers(result),
        "states": _states(result),
        "reports": _reports(result),
        "problems": _problems(result),
        "cells": _cells(result),
        "area_sources": _area_sources(result),
        "releases": _releases(result),
        "is_cut": len(result["reports"]) < result["changed"] or len(result["cells"]) < result["cell_count"],
    }


def _numbers(result: dict[str, Any]) -> list[KeyNumber]:
    before, after = Decimal(result["before"]), Decimal(result["after"])
    change = percent(before, after)
    return [
        KeyNumber(_("Reports that pin the set"), result["pinned"], "number", note=", ".join(result["replaces"])),
        KeyNumber(_("Reports that change"), result["changed"], "number"),
        KeyNumber(
            _("Tonnes after"),
            after,
            note=_("of the reports computed"),
            change=change,
            change_label=_("against before"),
        ),
        KeyNumber(_("Difference"), after - before),
        KeyNumber(
            _("Area sources that change"),
            result.get("area_changed", 0),
            "number",
            note=_("%(amount)s t CO₂e") % {"amount": f"{_area_difference(result):+,.2f}"},
        ),
        KeyNumber(_("City cells that change"), result["cell_count"], "number"),
    ]


def _states(result: dict[str, Any]) -> Table:
    columns = [
        Column(_("State"), "state"),
        Column(pgettext("factors", "Computed"), "number"),
        Column(_("Changing"), "number"),
        Column(_("No longer computable"), "number"),
        Column(_("Before"), "tonnes"),
        Column(_("After"), "tonnes"),
        Column(_("Difference"), "tonnes"),
    ]
    rows = [
        Row(
            [
                one["state"],
                one["reports"],
                one["changed"],
                one["failed"] or None,
                Decimal(one["before"]),
                Decimal(one["after"]),
                Decimal(one["after"]) - Decimal(one["before"]),
            ]
        )
        for one in result["states"]
    ]
    return Table(_("By state of the report"), columns, rows, empty_title=_("No report is touched"), empty_text=_none())


def _none() -> str:
    return _("No live report pins an older version and uses a fuel whose values change.")


def _reports(result: dict[str, Any]) -> Table:
    columns = [
        Column(_("Report"), is_wide=True),
        Column(_("State"), "state"),
        Column(_("Lines"), "number"),
        Column(_("Before"), "tonnes"),
        Column(_("After"), "tonnes"),
        Column(_("Difference"), "tonnes"),
        Column("%", "number"),
    ]
    return Table(
        _("Reports, the largest difference first"),
        columns,
        [_report(one) for one in result["reports"]],
        empty_title=_("No report changes"),
        is_sticky=True,
    )


def _report(one: dict[str, Any]) -> Row:
    before, after = Decimal(one["before"]), Decimal(one["after"])
    name = one["name_zh"] if is_chinese() else one["name_en"]
    return Row(
        [
            Cell(f"{name} \u00b7 {one['year']}", hint=f"{one['facility']} v{one['version']}"),
            one["state"],
            Cell(one["lines_changed"], hint=_("of %(count)d") % {"count": one["lines"]}),
            before,
            after,
            after - before,
            percent(before, after),
        ]
    )


def _area_difference(result: dict[str, Any]) -> Decimal:
    return Decimal(result.get("area_after", 0)) - Decimal(result.get("area_before", 0))


def _area_sources(result: dict[str, Any]) -> Table:
    part = "name_zh" if is_chinese() else "name_en"
    columns = [
        Column(_("Area source"), is_wide=True),
        Column(_("District")),
        Column(_("Before"), "tonnes"),
        Column(_("After"), "tonnes"),
        Column(_("Difference"), "tonnes"),
        Column("%", "number"),
    ]
    rows = []
    for one in result.get("area_sources", []):
        before, after = Decimal(one["before"]), Decimal(one["after"])
        name = Cell(f"{one['code']} \u00b7 {one['year']}", hint=one[f"sector_{part}"])
        rows.append(Row([name, one[f"district_{part}"], before, after, after - before, percent(before, after)]))
    return Table(_("Area sources, the largest difference first"), columns, rows)


def _releases(result: dict[str, Any]) -> Table:
    place = "place_zh" if is_chinese() else "place_en"
    rows = [
        Row(
            [
                Cell(
                    f"{one[place]} {one['year']} \u00b7 {one['number']}",
                    href=reverse("inventory:release", args=[one["release"]]),
                ),
                one["sources"],
                Decimal(one["difference"]),
            ]
        )
        for one in result.get("releases", [])
    ]
    columns = [
        Column(_("Release"), is_wide=True),
        Column(_("Sources that would differ"), "number"),
        Column(_("Difference"), "tonnes"),
    ]
    return Table(_("Releases that hold what would change; they stay as they are"), columns, rows)


def _problems(result: dict[str, Any]) -> list[str]:
    """Sentences about reports that could not be computed with the new version."""
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    return [
        f"{one['facility']} {one['year']}: {text[language]}"
        for one in result["reports"]
        for text in one["problems"]
    ][:20]  # fmt: skip


def _cells(result: dict[str, Any]) -> list[DiffRow]:
    part = "name_zh" if is_chinese() else "name_en"
    return [
        DiffRow(
            label=_("%(year)d \u00b7 %(district)s \u00b7 %(sector)s \u00b7 scope %(scope)d")
            % {
                "year": one["year"],
                "district": one[f"district_{part}"],
                "sector": one[f"sector_{part}"],
                "scope": one["scope"],
            },
            before=round(Decimal(one["before"]), 2),
            after=round(Decimal(one["after"]), 2),
            unit="t CO\u2082e",
        )
        for one in result["cells"]
    ]
