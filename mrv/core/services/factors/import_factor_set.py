"""Import a file of factors into a draft version of a set; a dry run tells what it would do and stores nothing.

All rows or none: one wrong cell stores nothing. A set has one open version: importing again replaces the
values of the draft, and waits while a version is proposed. What is released is never touched.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.errors import IntegrityError

from mrv.core.actor import Actor
from mrv.core.factor_files.check import CheckedRows, check_rows
from mrv.core.factor_files.difference import SetDifference, set_difference
from mrv.core.factor_files.head import SetHead
from mrv.core.factor_files.read import FactorFile
from mrv.core.models import EmissionFactor, FactorSet
from mrv.core.services.factors.copy_factors import SAME_NAME, copy_factors
from mrv.core.services.record import record
from mrv.core.services.reference.load_factor_set import content_hash
from mrv.core.table_files.problems import FileProblem
from mrv.reference import FactorFact, FactorSetFact
from mrv.reference.factors import Source

HEAD = (
    "title_zh", "title_en", "publisher", "document", "purpose", "grade", "valid_from", "valid_to", "note",
)  # fmt: skip


class FactorOverlap(ValidationError):
    """Two values of one thing apply to the same day; the database refused them."""


@dataclass(slots=True)
class ImportOutcome:
    """What an import did or would do; ``factor_set`` is the draft, None when nothing was stored."""

    problems: list[FileProblem] = field(default_factory=list)
    difference: SetDifference = field(default_factory=SetDifference)
    against: FactorSet | None = None
    row_count: int = 0
    factor_set: FactorSet | None = None


def import_factor_set(
    *,
    head: SetHead,
    file: FactorFile,
    by: Actor,
    at: datetime | None = None,
    file_name: str = "",
    dry_run: bool = False,
) -> ImportOutcome:
    """Check the rows and, unless something is wrong or it is a dry run, store them as the draft of the set.

    ValidationError when the set cannot take a draft now; FactorOverlap when the database refuses two values.
    """
    by.require("factor:propose")
    checked = check_rows(file.rows, head, file_name=file_name)
    checked.problems[:0] = file.problems
    before = _newest(head.code)
    outcome = ImportOutcome(
        problems=checked.problems,
        difference=set_difference(stored_facts(before) if before else [], checked.facts),
        against=before,
        row_count=len(file.rows),
    )
    if checked.problems or dry_run:
        return outcome
    with transaction.atomic():
        outcome.factor_set = _store(head, checked, by, at or timezone.now(), file_name)
    return outcome


def stored_facts(factor_set: FactorSet) -> list[FactorFact]:
    """The values of a version as facts."""
    return [_fact(row) for row in EmissionFactor.objects.filter(factor_set=factor_set).iterator(chunk_size=2000)]


def _fact(row: EmissionFactor) -> FactorFact:
    same = {name: getattr(row, name) for name in SAME_NAME}
    same |= {"value": row.value.normalize()}
    last = row.valid.upper - timedelta(days=1) if row.valid.upper else None
    return FactorFact(
        key=row.fuel,
        valid_from=row.valid.lower,
        valid_to=last,
        source=Source("", row.source, ""),
        name_en=str(row.raw.get("name_en", "")),
        name_zh=str(row.raw.get("name_zh", "")),
        **same,
    )


def _newest(code: str) -> FactorSet | None:
    """The version in force, else the newest that was not rejected."""
    versions = FactorSet.objects.filter(code=code).order_by("-version")
    return versions.filter(state="released").first() or versions.exclude(state__in=["rejected", "draft"]).first()


def _store(head: SetHead, checked: CheckedRows, by: Actor, at: datetime, file_name: str) -> FactorSet:
    draft = _draft(head)
    EmissionFactor.objects.filter(factor_set=draft)._raw_delete("default")
    try:
        with transaction.atomic():
            copy_factors(draft, zip(checked.facts, checked.raws, strict=True))
    except IntegrityError as error:
        raise _refusal(error) from error
    draft.content_hash = content_hash(_as_fact(head, checked.facts))
    draft.save(update_fields=["content_hash"])
    payload = {"values": len(checked.facts), "file": file_name, "content_hash": draft.content_hash}
    record("core:factor_set:import", about=draft, by=by, at=at, payload=payload)
    return draft


def _draft(head: SetHead) -> FactorSet:
    """The open draft of the set with the new head, or the next version."""
    versions = list(FactorSet.objects.select_for_update().filter(code=head.code).order_by("-version"))
    values = {name: getattr(head, name) for name in HEAD}
    open_one = next((version for version in versions if version.state in {"draft", "proposed"}), None)
    if open_one is None:
        number = versions[0].version + 1 if versions else 1
        return FactorSet.objects.create(code=head.code, version=number, supersedes=_superseded(versions), **values)
    if open_one.state == "proposed":
        message = _("%(set)s is proposed and waits for a decision. Have it released or rejected, then import again.")
        raise ValidationError(message % {"set": open_one}, code="proposed")
    for name, value in values.items():
        setattr(open_one, name, value)
    open_one.save(update_fields=list(values))
    return open_one


def _superseded(versions: list[FactorSet]) -> FactorSet | None:
    """The version the new one is meant to replace."""
    return next((version for version in versions if version.state == "released"), None)


def _as_fact(head: SetHead, facts: list[FactorFact]) -> FactorSetFact:
    return FactorSetFact(code=head.code, factors=tuple(facts), **{name: getattr(head, name) for name in HEAD})


def _refusal(error: IntegrityError) -> ValidationError:
    """What the database refused, in words."""
    if "factor_no_overlap" in str(error):
        message = _(
            "Two values of the same thing apply to the same day. End the first before the second begins, "
            "or tell them apart by place, sector or variant."
        )
        return FactorOverlap(message, code="overlap")
    return ValidationError(_("The database refused the values: %(why)s") % {"why": error}, code="refused")
