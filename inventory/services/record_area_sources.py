"""Record area sources: computed, versioned and posted to the cells in one transaction, or refused whole.

A source that is there already gets a new version, which replaces the old one in the cells; one that says and
yields the same again is left alone, so loading a table twice changes nothing.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from inventory.area.computing import BESIDE, Surroundings, Tell, compute_drafts
from inventory.area.drafts import AreaDraft, AreaProblem, faults_of
from inventory.models import AreaSource
from inventory.publication.content import digest_of
from inventory.services.note_contradictions import note_contradictions
from inventory.services.post_area_sources import post_area_sources
from inventory.services.queue_area_writers import queue_area_writers
from inventory.states import Basis
from mrv.accounting.messages import Text
from mrv.core.actor import Actor
from mrv.core.models import District, Sector
from mrv.core.services.record import record
from reporting.calculation.loading import load_gwp
from reporting.calculation.uncertainty import store_profiles

BATCH = 1000


class AreaSourcesRefused(ValueError):
    """Nothing was recorded; ``problems`` says what is wrong with which draft."""

    def __init__(self, problems: Sequence[AreaProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{p.index + 1}. {p.field}: {p.text.en}" for p in problems))


@dataclass(frozen=True)
class _City:
    """Codes of the jurisdiction and what they stand for."""

    jurisdiction: District
    districts: dict[str, District]
    sectors: dict[str, Sector]


def record_area_sources(
    *,
    jurisdiction: District,
    drafts: Sequence[AreaDraft],
    by: Actor,
    at: datetime | None = None,
    gwp_set: str = "AR5",
    dry_run: bool = False,
    tell: Tell | None = None,
) -> list[AreaSource]:
    """The versions that are new; AreaSourcesRefused when any draft is wrong. A dry run computes and stores nothing."""
    if not by.is_system:
        by.require("inventory:compile")
    at = at or timezone.now()
    city = _city(jurisdiction)
    _refuse(_problems(drafts, city))
    computed = compute_drafts(drafts, Surroundings(jurisdiction, city.sectors, load_gwp(gwp_set)), tell)
    _refuse(computed.problems)
    with transaction.atomic():
        current = _current(jurisdiction, drafts)
        rows = [_row(draft, computed.columns[i], city, current, (by, at)) for i, draft in enumerate(drafts)]
        fresh = [row for row in rows if not _is_known(row, current)]
        if dry_run:
            return fresh
        store_profiles(computed.profiles)
        AreaSource.objects.bulk_create(fresh, batch_size=BATCH)
        replaced = [row.supersedes_id for row in fresh if row.supersedes_id]
        post_area_sources(sources=fresh, instead_of=replaced, by=by, at=at)
        if fresh:
            codes = digest_of([[row.code, row.year, row.number, row.result_hash] for row in fresh])
            payload = {"sources": len(fresh), "digest": codes}
            record(
                "inventory:area_source:record", about=fresh[0], by=by, at=at, reason=drafts[0].reason, payload=payload
            )
        for year in sorted({row.year for row in fresh}):
            note_contradictions(jurisdiction_id=jurisdiction.pk, year=year, by=by, at=at)
    return fresh


def _refuse(problems: Sequence[AreaProblem]) -> None:
    if problems:
        raise AreaSourcesRefused(problems)


def _city(jurisdiction: District) -> _City:
    inside = District.objects.filter(parent=jurisdiction)
    sectors = Sector.objects.filter(system="inventory")
    return _City(jurisdiction, {d.code: d for d in inside}, {s.code: s for s in sectors})


def _problems(drafts: Sequence[AreaDraft], city: _City) -> list[AreaProblem]:
    found: list[AreaProblem] = []
    seen: set[tuple[str, int]] = set()
    for index, draft in enumerate(drafts):
        found += [AreaProblem(index, name, text) for name, text in faults_of(draft)]
        if draft.district not in city.districts:
            found.append(AreaProblem(index, "district", _unknown(draft.district, "district", "区")))
        if draft.sector not in city.sectors:
            found.append(AreaProblem(index, "sector", _unknown(draft.sector, "inventory sector", "清单部门")))
        if (draft.code, draft.year) in seen:
            found.append(AreaProblem(index, "code", Text(f"{draft.code} stands twice.", f"{draft.code} 重复出现。")))
        seen.add((draft.code, draft.year))
    return found


def _unknown(code: str, noun_en: str, noun_zh: str) -> Text:
    return Text(f'There is no {noun_en} "{code}" in this city.', f"本市没有代码为“{code}”的{noun_zh}。")


def _current(jurisdiction: District, drafts: Sequence[AreaDraft]) -> dict[tuple[str, int], AreaSource]:
    """The versions in force, one writer at a time."""
    queue_area_writers(jurisdiction_id=jurisdiction.pk)
    held = AreaSource.objects.current().filter(jurisdiction=jurisdiction, code__in={draft.code for draft in drafts})
    return {(source.code, source.year): source for source in held}


def _row(
    draft: AreaDraft,
    columns: dict[str, Any],
    city: _City,
    current: dict[tuple[str, int], AreaSource],
    act: tuple[Actor, datetime],
) -> AreaSource:
    held = current.get((draft.code, draft.year))
    is_activity = draft.basis == Basis.ACTIVITY.value
    return AreaSource(
        jurisdiction=city.jurisdiction,
        code=draft.code,
        year=draft.year,
        number=held.number + 1 if held else 1,
        supersedes=held,
        reason=draft.reason,
        district=city.districts[draft.district],
        sector=city.sectors[draft.sector],
        scope=draft.scope,
        fuel=draft.fuel,
        basis=draft.basis,
        activity_quantity=Decimal(draft.quantity) if is_activity else None,
        activity_unit=draft.unit if is_activity else "",
        method=draft.method if is_activity else "",
        factor_set_codes=list(draft.factor_sets),
        notation_key=draft.notation_key,
        explanation=draft.explanation,
        source=draft.source,
        provenance=draft.provenance,
        proxy=draft.proxy,
        is_synthetic=draft.is_synthetic,
        result_hash=_result_hash(draft, columns),
        recorded_at=act[1],
        recorded_by=act[0].label,
        **columns,
    )


def _result_hash(draft: AreaDraft, columns: dict[str, Any]) -> str:
    declared = {name: value for name, value in asdict(draft).items() if name != "reason"}
    if not draft.uncertainty_percent:
        del declared["uncertainty_percent"]
    result = {
        name: format(v, "f") if isinstance(v, Decimal) else v for name, v in columns.items() if name not in BESIDE
    }
    return digest_of({"declared": declared, "result": result})


def _is_known(row: AreaSource, current: dict[tuple[str, int], AreaSource]) -> bool:
    held = current.get((row.code, row.year))
    return held is not None and held.result_hash == row.result_hash
