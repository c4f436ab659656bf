"""One shipped factor set into the library: drafted, proposed by the loader, released by the release check.

Idempotent by content: the same values are not loaded twice. Changed values become the next version, which
supersedes the one before; what was released stays as it was.
"""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from mrv.core.actor import Actor
from mrv.core.models import EmissionFactor, FactorSet
from mrv.core.services.transition import transition
from mrv.core.states import FACTOR_SET
from mrv.reference import FactorFact, FactorSetFact


@transaction.atomic
def load_factor_set(fact: FactorSetFact, *, proposer: Actor, releaser: Actor, at: datetime) -> bool:
    """Load and release a set unless its newest version has the same content; tells whether it did."""
    digest = content_hash(fact)
    newest = FactorSet.objects.filter(code=fact.code).order_by("-version").first()
    if newest is not None and newest.content_hash == digest:
        return False
    draft = _draft(fact, digest, newest)
    EmissionFactor.objects.bulk_create([_factor(draft, value) for value in fact.factors], batch_size=1_000)
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
    """SHA-256 of the canonical values of a set: sorted, decimals and dates as text."""
    values = sorted(json.dumps(asdict(value), default=str, sort_keys=True) for value in fact.factors)
    head = {key: str(value) for key, value in asdict(fact).items() if key != "factors"}
    canonical = json.dumps([head, values], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


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


def _factor(factor_set: FactorSet, value: FactorFact) -> EmissionFactor:
    after_last = value.valid_to + timedelta(days=1) if value.valid_to else None
    return EmissionFactor(
        factor_set=factor_set,
        fuel=value.key,
        parameter=value.parameter,
        gas=value.gas,
        geography=value.geography,
        sector=value.sector,
        kind=value.kind,
        purpose=value.purpose,
        value=value.value,
        value_text=value.value_text,
        unit=value.unit,
        uncertainty_low=value.uncertainty_low,
        uncertainty_high=value.uncertainty_high,
        valid=DateRange(value.valid_from, after_last, "[)"),
        source=str(value.source),
        grade=value.grade,
        flag=value.flag,
        note=value.note,
        raw={"name_en": value.name_en} if value.name_en else {},
    )
