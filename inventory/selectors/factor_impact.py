"""What releasing a factor set would change if everything that pins it moved: reports, area sources, cells, releases.

Nothing moves by itself: a report keeps the sets it pins. Before and after are computed by the same engine, so
the difference is that of the factors alone. The answer is JSON with decimals as strings.
"""

from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

from inventory.models import RecalculatedSource, Recalculation
from inventory.selectors.recalculation import CellKey, cell_changes, cells_held, releases_concerned, sources_of, totals
from inventory.states import Origin, Recomputed
from mrv.core.models import District, FactorSet, Sector

MOST_REPORTS, MOST_CELLS = 300, 300
NAMES = ("code", "name_zh", "name_en")
TOUCHED = (Recomputed.CHANGED.value, Recomputed.FAILED.value)


def factor_impact(recalculation: Recalculation, factor_set: FactorSet) -> dict[str, Any]:
    """The impact of a proposal from its finished recalculation."""
    reports = recalculation.sources.filter(origin=Origin.ENTERPRISE.value)
    area = recalculation.sources.filter(origin=Origin.AREA_SOURCE.value)
    found, of_area = totals(reports), totals(area)
    cells = cell_changes(recalculation)
    return {
        "outcome": "computed",
        "recalculation": str(recalculation.public_id),
        "factor_set": str(factor_set),
        "content_hash": factor_set.content_hash,
        "replaces": recalculation.facts["replaces"],
        "pinned": recalculation.facts["pinned"],
        "computed": found["sources"],
        "changed": found["changed"] + found["failed"],
        "failed": found["failed"],
        "before": str(found["before"]),
        "after": str(found["after"]),
        "states": _states(recalculation),
        "reports": [_report(one) for one in _touched(recalculation, Origin.ENTERPRISE)],
        "area_computed": of_area["sources"],
        "area_changed": of_area["changed"] + of_area["failed"],
        "area_before": str(of_area["before"]),
        "area_after": str(of_area["after"]),
        "area_sources": [_area_source(one) for one in _touched(recalculation, Origin.AREA_SOURCE)],
        "cell_count": len(cells),
        "cells": _cells(cells),
        "releases": _releases(recalculation),
    }


def _touched(recalculation: Recalculation, origin: Origin) -> list[RecalculatedSource]:
    found = sources_of(recalculation).filter(origin=origin.value, status__in=TOUCHED)
    return list(found[:MOST_REPORTS])


def _states(recalculation: Recalculation) -> list[dict[str, Any]]:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    tonnes: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    reports = recalculation.sources.filter(origin=Origin.ENTERPRISE.value).order_by("state")
    for state, status, before, after in reports.values_list("state", "status", "before_t", "after_t"):
        counted[state].update(["reports", status])
        tonnes[state][0] += before
        tonnes[state][1] += after
    return [
        {
            "state": state,
            "reports": counts["reports"],
            "changed": counts["changed"] + counts["failed"],
            "failed": counts["failed"],
            "before": str(tonnes[state][0]),
            "after": str(tonnes[state][1]),
        }
        for state, counts in counted.items()
    ]


def _report(one: RecalculatedSource) -> dict[str, Any]:
    version = one.version
    if version is None:
        raise ValueError("A report has a version.")
    facility = version.report.facility
    return {
        **_change(one),
        "report": str(version.report.public_id),
        "facility": facility.code,
        "name_zh": facility.name_zh,
        "name_en": facility.name_en,
        "version": version.number,
        "state": one.state,
    }


def _change(one: RecalculatedSource) -> dict[str, Any]:
    return {
        "year": one.year,
        "before": str(one.before_t),
        "after": str(one.after_t),
        "lines": one.line_count,
        "lines_changed": one.changed_count,
        "problems": one.problems,
        "problem_count": len(one.problems),
    }


def _area_source(one: RecalculatedSource) -> dict[str, Any]:
    places = {"district": one.district, "sector": one.sector}
    return {
        **_change(one),
        "code": one.reference,
        **{f"{name}_{part}": getattr(place, part) for name, place in places.items() for part in NAMES},
    }


def _cells(changes: dict[CellKey, Decimal]) -> list[dict[str, Any]]:
    """The cells that change most, with what they hold now."""
    largest = sorted(changes, key=lambda key: (-abs(changes[key]), key))[:MOST_CELLS]
    districts = District.objects.in_bulk({key[1] for key in largest})
    sectors = Sector.objects.in_bulk({key[2] for key in largest})
    held = cells_held(largest)
    rows = []
    for key in largest:
        year, district, sector, scope = key
        before = held.get(key, Decimal(0))
        names = {"district": districts[district], "sector": sectors[sector]}
        rows.append(
            {
                "year": year,
                "scope": scope,
                "before": str(before),
                "after": str(before + changes[key]),
                **{f"{name}_{part}": getattr(found, part) for name, found in names.items() for part in NAMES},
            }
        )
    return rows


def _releases(recalculation: Recalculation) -> list[dict[str, Any]]:
    return [
        {
            "release": str(found.public_id),
            "place_zh": found.jurisdiction.name_zh,
            "place_en": found.jurisdiction.name_en,
            "year": found.year,
            "number": found.number,
            "sources": count,
            "difference": str(shift),
        }
        for found, count, shift in releases_concerned(recalculation)
    ]
