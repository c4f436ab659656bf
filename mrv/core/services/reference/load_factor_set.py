"""One shipped factor set into the library: drafted, proposed by the loader, released by the release check.

Idempotent by content: the same values are not loaded twice. Changed values become the next version, which
supersedes the one before; what was released stays as it was.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime, timedelta

from django.db import connection, transaction

from mrv.core.actor import Actor
from mrv.core.models import FactorSet
from mrv.core.services.transition import transition
from mrv.core.states import FACTOR_SET
from mrv.reference import FactorFact, FactorSetFact

VALUE_FIELDS = fields(FactorFact)
# Columns of the library that carry the name they have in the fact.
SAME_NAME = (
    "parameter", "gas", "geography", "sector", "kind", "purpose", "value", "value_text", "unit",
    "uncertainty_low", "uncertainty_high", "grade", "flag", "note",
)  # fmt: skip
COLUMNS = ("factor_set_id", "fuel", *SAME_NAME, "valid", "source", "raw")


@transaction.atomic
def load_factor_set(fact: FactorSetFact, *, proposer: Actor, releaser: Actor, at: datetime) -> bool:
    """Load and release a set unless its newest version has the same content; tells whether it did."""
    digest = content_hash(fact)
    newest = FactorSet.objects.filter(code=fact.code).order_by("-version").first()
    if newest is not None and newest.content_hash == digest:
        return False
    draft = _draft(fact, digest, newest)
    _copy(draft, fact.factors)
    transition(
        draft, "propose", table=FACTOR_SET, by=proposer, at=at,
        changes={"proposed_at": at, "proposed_by_id": proposer.person_id},
    )  # fmt: skip
    transition(
        draft, "release", table=FACTOR_SET, by=releaser, at=at,
        changes={"released_at": at, "released_by_id": releaser.person_id},
    )  # fmt: skip
    if newest is not None and newest.state == "released":
        transition(newest, "supersede", table=FACTOR_SET, by=releaser, at=at)
    return True


def content_hash(fact: FactorSetFact) -> str:
    """SHA-256 of the canonical form of a set: every field of the head and, sorted, of every value."""
    head = [str(getattr(fact, field.name)) for field in fields(fact) if field.name != "factors"]
    values = sorted([str(getattr(value, field.name)) for field in VALUE_FIELDS] for value in fact.factors)
    return hashlib.sha256(json.dumps([head, values], ensure_ascii=False).encode()).hexdigest()


def _draft(fact: FactorSetFact, digest: str, newest: FactorSet | None) -> FactorSet:
    return FactorSet.objects.create(
        code=fact.code,
        version=newest.version + 1 if newest else 1,
        title_zh=fact.title_zh,
        title_en=fact.title_en,
        publisher=fact.publisher,
        document=fact.document,
        purpose=fact.purpose,
        grade=fact.grade,
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        supersedes=newest,
        content_hash=digest,
        note=fact.note,
    )


def _copy(factor_set: FactorSet, values: Iterable[FactorFact]) -> None:
    """Stream the values into the table: a set of thousands of factors takes a fraction of a second."""
    columns = ", ".join(COLUMNS)
    with connection.cursor() as cursor, cursor.copy(f"COPY core_emissionfactor ({columns}) FROM STDIN") as copy:
        for value in values:
            copy.write_row(_row(factor_set.pk, value))


def _row(factor_set_id: int, value: FactorFact) -> tuple[object, ...]:
    after_last = value.valid_to + timedelta(days=1) if value.valid_to else ""
    return (
        factor_set_id,
        value.key,
        *(getattr(value, name) for name in SAME_NAME),
        f"[{value.valid_from},{after_last})",
        str(value.source),
        json.dumps({"name_en": value.name_en} if value.name_en else {}),
    )
