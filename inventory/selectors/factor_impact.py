"""What releasing a factor set would change if every report moved to it: reports by state, tonnes, cells.

Nothing moves by itself: a report keeps the sets it pins. Before and after are computed by the same engine, so
the difference is that of the factors alone. Cost: O(lines of the reports that hold a fuel whose value changes).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Sum

from inventory.models import InventoryCell
from mrv.core.models import District, FactorSet, GwpSet, Sector
from reporting.models import ReportVersion
from reporting.selectors.factor_impact import (
    VersionImpact,
    fuels_of_plans,
    impact_on,
    pinned_versions,
    replaced,
)
from reporting.states import COUNTED

Progress = Callable[[int, int], None]
CellKey = tuple[int, int, int, int]  # year, district, sector, scope
CHUNK = 20
MOST_REPORTS, MOST_CELLS, MOST_PROBLEMS = 300, 300, 5
_SHOWN = (
    "fuel, parameter, gas, geography, sector, kind, purpose, value, unit, valid, uncertainty_low, uncertainty_high"
)
_CHANGED_FUELS = f"""
    WITH new_set AS (SELECT {_SHOWN} FROM core_emissionfactor WHERE factor_set_id = %(new)s),
         old_set AS (SELECT {_SHOWN} FROM core_emissionfactor WHERE factor_set_id = %(old)s)
    SELECT fuel FROM (SELECT * FROM new_set EXCEPT SELECT * FROM old_set) AS added
    UNION SELECT fuel FROM (SELECT * FROM old_set EXCEPT SELECT * FROM new_set) AS gone
"""


@dataclass
class Tally:
    """What was found so far."""

    pinned: int = 0
    states: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    tonnes: dict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(lambda: [Decimal(0), Decimal(0)]))
    reports: list[dict[str, Any]] = field(default_factory=list)
    cells: dict[CellKey, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def add(self, version: ReportVersion, impact: VersionImpact) -> None:
        """Count one version."""
        self.states[version.state]["reports"] += 1
        before_after = self.tonnes[version.state]
        before_after[0] += impact.before
        before_after[1] += impact.after
        if not impact.is_changed:
            return
        self.states[version.state]["changed"] += 1
        self.states[version.state]["failed"] += bool(impact.problems)
        self.reports.append(_report(version, impact))
        if version.state in COUNTED:
            facility, year = version.report.facility, version.report.compliance_year
            for line in impact.lines:
                self.cells[year, facility.district_id, facility.sector_id, line.scope] += line.difference


def factor_impact(factor_set: FactorSet, *, tell: Progress) -> dict[str, Any]:
    """The impact as JSON with decimals as strings; ``tell(done, total)`` is called as it goes on."""
    older = list(FactorSet.objects.filter(code=factor_set.code).exclude(pk=factor_set.pk).order_by("version"))
    replacements = {found.pk: factor_set.pk for found in older}
    affected, tally = _affected(factor_set, older)
    total = len(affected)
    tell(0, total)
    for done, pk in enumerate(affected, 1):
        version = pinned_versions(replacements).get(pk=pk)
        tally.add(version, _impact(version, replaced(version.factor_set_ids, replacements)))
        if done % CHUNK == 0 or done == total:
            tell(done, total)
    return _result(factor_set, older, tally, affected=total)


def _impact(version: ReportVersion, pins: Sequence[int]) -> VersionImpact:
    try:
        return impact_on(version, pins)
    except GwpSet.DoesNotExist:
        return VersionImpact()


def _affected(factor_set: FactorSet, older: Iterable[FactorSet]) -> tuple[list[int], Tally]:
    """Versions that pin an older version and hold a fuel whose values differ from it."""
    tally = Tally()
    affected: list[int] = []
    for found in older:
        fuels = _changed_fuels(found.pk, factor_set.pk)
        pinned = list(pinned_versions([found.pk]).order_by("pk").values_list("pk", "plan_id"))
        tally.pinned += len(pinned)
        spoken = fuels_of_plans({plan_id for _pk, plan_id in pinned})
        affected += [pk for pk, plan_id in pinned if fuels & spoken.get(plan_id, set())]
    return sorted(set(affected)), tally


def _changed_fuels(old: int, new: int) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED_FUELS, {"old": old, "new": new})
        return {row[0] for row in cursor.fetchall()}


def _report(version: ReportVersion, impact: VersionImpact) -> dict[str, Any]:
    report, facility = version.report, version.report.facility
    return {
        "report": str(report.public_id),
        "facility": facility.code,
        "name_zh": facility.name_zh,
        "name_en": facility.name_en,
        "year": report.compliance_year,
        "version": version.number,
        "state": version.state,
        "before": str(impact.before),
        "after": str(impact.after),
        "lines": impact.line_count,
        "lines_changed": len(impact.lines),
        "problems": [{"en": text.en, "zh": text.zh} for text in impact.problems[:MOST_PROBLEMS]],
        "problem_count": len(impact.problems),
    }


def _result(factor_set: FactorSet, older: list[FactorSet], tally: Tally, *, affected: int) -> dict[str, Any]:
    reports = sorted(tally.reports, key=lambda one: -abs(Decimal(one["after"]) - Decimal(one["before"])))
    cells = {key: change for key, change in tally.cells.items() if change}
    before = sum((pair[0] for pair in tally.tonnes.values()), Decimal(0))
    after = sum((pair[1] for pair in tally.tonnes.values()), Decimal(0))
    return {
        "outcome": "computed",
        "factor_set": str(factor_set),
        "content_hash": factor_set.content_hash,
        "replaces": [str(found) for found in older],
        "pinned": tally.pinned,
        "computed": affected,
        "changed": len(reports),
        "failed": sum(1 for one in reports if one["problem_count"]),
        "before": str(before),
        "after": str(after),
        "states": [_state(state, tally) for state in tally.states],
        "reports": reports[:MOST_REPORTS],
        "cell_count": len(cells),
        "cells": _cells(cells),
    }


def _state(state: str, tally: Tally) -> dict[str, Any]:
    before, after = tally.tonnes[state]
    counted = tally.states[state]
    return {
        "state": state,
        "reports": counted["reports"],
        "changed": counted["changed"],
        "failed": counted["failed"],
        "before": str(before),
        "after": str(after),
    }


def _cells(changes: dict[CellKey, Decimal]) -> list[dict[str, Any]]:
    """The cells that change most, with what they hold now."""
    largest = sorted(changes, key=lambda key: (-abs(changes[key]), key))[:MOST_CELLS]
    districts = District.objects.in_bulk({key[1] for key in largest})
    sectors = Sector.objects.in_bulk({key[2] for key in largest})
    held = _held(largest)
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
                **{f"{name}_{part}": getattr(found, part) for name, found in names.items() for part in _NAMES},
            }
        )
    return rows


_NAMES = ("code", "name_zh", "name_en")


def _held(keys: Iterable[CellKey]) -> dict[CellKey, Decimal]:
    """What the cells hold now, t CO2e, all fuels and gases."""
    wanted = set(keys)
    rows = (
        InventoryCell.objects.filter(year__in={key[0] for key in wanted}, district_id__in={key[1] for key in wanted})
        .order_by()
        .values_list("year", "district_id", "sector_id", "scope")
        .annotate(total=Sum("co2e_t"))
    )
    return {tuple(key): total for *key, total in rows if tuple(key) in wanted}
