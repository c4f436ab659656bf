"""Who stands behind each input of a line and since when, its evidence, and what the figure refers to.

Read from records that change no more: the declared rows of the version and the ledger that tells who gave them, the
approved plan, the released factor sets. The numbers themselves are read from the line alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from mrv.core.models import FactorSet, Person
from reporting.models import ActivityRecord, EmissionLine, Evidence, MonitoringPlan
from reporting.selectors.history import entry_of

_DECLARED = ("declared", "measured")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one input comes from: ``act`` is declared, approved or released; blank by and at = not recorded."""

    act: str
    by: Person | str = ""
    at: datetime | None = None
    basis: str = ""
    component: str = ""
    row: int | None = None
    evidence: Evidence | None = None

    def to_dict(self) -> dict[str, Any]:
        """For JSON: names of record, codes, the digest of the evidence."""
        name = self.by.name_of_record if isinstance(self.by, Person) else self.by
        proof = self.evidence
        return {
            "act": self.act,
            "by": name,
            "at": self.at.isoformat() if self.at else None,
            "basis": self.basis,
            "component": self.component,
            "row": self.row,
            "evidence": {"reference": proof.reference, "file": proof.original_name, "sha256": proof.sha256}
            if proof
            else None,
        }


def provenance_of(line: EmissionLine) -> dict[str, Provenance]:
    """By name of input; what the method itself supplies has none. A fixed number of queries."""
    kept = {name: record for name, record in line.inputs.items() if record.get("origin")}
    return {**_declared(line, kept), **_approved(line, kept), **_released(kept)}


def _declared(line: EmissionLine, kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Provenance]:
    names = [name for name, record in kept.items() if record["origin"] in _DECLARED]
    if not names:
        return {}
    rows = _rows(line)
    proofs = _proofs(line, rows)
    by, at = entry_of(line.version)
    found: dict[str, Provenance] = {}
    for name in names:
        row = rows.get(name)
        found[name] = Provenance(
            act="declared",
            by=by,
            at=at,
            basis=row.basis if row else "",
            component=row.component if row else "",
            row=row.row_number if row else None,
            evidence=proofs.get(row.evidence_ref if row else _cited(kept[name])),
        )
    return found


def _rows(line: EmissionLine) -> dict[str, ActivityRecord]:
    """The declared row behind each parameter: that of the month, else that of the year."""
    declared = ActivityRecord.objects.filter(version_id=line.version_id, stream_id=line.stream_id)
    period = declared.filter(Q(month=line.month) | Q(month__isnull=True))
    return {row.parameter: row for row in sorted(period, key=lambda row: row.month or 0)}


def _proofs(line: EmissionLine, rows: Mapping[str, ActivityRecord]) -> dict[str, Evidence]:
    cited = {row.evidence_ref for row in rows.values()} - {""}
    files = Evidence.objects.filter(report_id=line.version.report_id, reference__in=cited)
    return {one.reference: one for one in files}


def _cited(record: Mapping[str, Any]) -> str:
    """The reference an amount read from tables names last: steam is declared by pressure and temperature."""
    return str(record.get("source", "")).rpartition("; ")[2]


def _approved(line: EmissionLine, kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Provenance]:
    constants = {name: record for name, record in kept.items() if record["origin"] == "plan"}
    if not constants:
        return {}
    plan = MonitoringPlan.objects.select_related("approved_by").get(pk=line.version.plan_id)
    return {
        name: Provenance(
            act="approved",
            by=plan.approved_by or "",
            at=plan.approved_at,
            basis=str(record.get("basis", "")),
            component=str(record.get("component", "")),
        )
        for name, record in constants.items()
    }


def _released(kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Provenance]:
    names = {name: str(record["factor"]["set"]) for name, record in kept.items() if "factor" in record}
    codes = {title.rpartition(" v")[0] for title in names.values()}
    if not codes:
        return {}
    sets = {str(one): one for one in FactorSet.objects.filter(code__in=codes).select_related("released_by")}
    return {
        name: Provenance("released", sets[title].released_by or "", sets[title].released_at)
        for name, title in names.items()
        if title in sets
    }
