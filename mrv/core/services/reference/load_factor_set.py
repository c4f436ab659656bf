"""One shipped factor set into the library: drafted, proposed by the loader, released by the release check.

Idempotent by content: the same values are not loaded twice. Changed values become the next version, which
supersedes the one before; what was released stays as it was.
"""

import hashlib
import json
from dataclasses import fields
from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.models import FactorSet
from mrv.core.services.factors.copy_factors import copy_factors
from mrv.core.services.transition import transition
from mrv.core.states import FACTOR_SET
from mrv.reference import FactorFact, FactorSetFact

VALUE_FIELDS = fields(FactorFact)


@transaction.atomic
def load_factor_set(fact: FactorSetFact, *, proposer: Actor, releaser: Actor, at: datetime) -> bool:
    """Load and release a set unless its newest version has the same content; tells whether it did."""
    digest = content_hash(fact)
    newest = FactorSet.objects.filter(code=fact.code).order_by("-version").first()
    if newest is not None and newest.content_hash == digest:
        return False
    draft = _draft(fact, digest, newest)
    copy_factors(draft, ((value, _names(value)) for value in fact.factors))
    transition(
        draft, "propose", table=FACTOR_SET, by=proposer, at=at,
        changes={"proposed_at": at, "proposed_by_id": proposer.person_id},
    )  # fmt: skip
    if newest is not None and newest.state == "released":
        transition(newest, "supersede", table=FACTOR_SET, by=releaser, at=at)
    transition(
        draft, "release", table=FACTOR_SET, by=releaser, at=at,
        changes={"released_at": at, "released_by_id": releaser.person_id},
    )  # fmt: skip
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


def _names(fact: FactorFact) -> dict[str, object]:
    names = {"name_zh": fact.name_zh, "name_en": fact.name_en}
    return {column: name for column, name in names.items() if name}
