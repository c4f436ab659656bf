"""Prepare the statement: what the lead is about to sign, in a draft the independent reviewer looks at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from reporting.models import ReportVersion
from verification.guards import locked_for_review, open_engagement, require_member, require_same_digits
from verification.models import ImposedFigure, StatementDraft
from verification.selectors.conclusion import opinion_problems, standing_of
from verification.states import Opinion


@dataclass(frozen=True)
class StatementText:
    """What the lead writes; ``imposed`` maps a scope to the tCO2e the verifier imposes on it."""

    opinion: Opinion
    criteria: str
    scope_text: str
    justification: str = ""
    imposed: Mapping[int, Decimal] = field(default_factory=dict)


def prepare_statement(
    *, version: ReportVersion, statement: StatementText, result_hash: str, by: Actor, at: datetime | None = None
) -> StatementDraft:
    """Store the draft and count up its revision, so that an earlier review no longer covers it."""
    at = at or timezone.now()
    by.require("engagement:review")
    _check(statement)
    with transaction.atomic():
        row = locked_for_review(version)
        engagement = open_engagement(row)
        require_member(engagement, by)
        require_same_digits(row, result_hash)
        problems = opinion_problems(standing_of(row, engagement), statement.opinion, statement.imposed)
        if problems:
            raise ValidationError(problems)
        draft, is_new = StatementDraft.objects.select_for_update().get_or_create(
            version=row,
            defaults={
                "engagement": engagement,
                "result_hash": result_hash,
                "opinion": statement.opinion.value,
                "prepared_at": at,
                "prepared_by_id": by.person_id,
            },
        )
        draft.revision = draft.revision + (not is_new)
        draft.result_hash = result_hash
        draft.opinion = statement.opinion.value
        draft.criteria = statement.criteria.strip()
        draft.scope_text = statement.scope_text.strip()
        draft.justification = statement.justification.strip()
        draft.prepared_at, draft.prepared_by_id = at, by.person_id
        draft.save()
        draft.imposed.all().delete()
        ImposedFigure.objects.bulk_create(
            ImposedFigure(draft=draft, scope=scope, co2e_t=value) for scope, value in sorted(statement.imposed.items())
        )
        record(
            "verification:statement:prepare",
            about=draft,
            by=by,
            at=at,
            organization_id=engagement.body_id,
            payload={"revision": draft.revision, "opinion": draft.opinion, "result_hash": result_hash},
        )
    return draft


def _check(statement: StatementText) -> None:
    problems = {
        name: _("Fill this in: it is part of the statement.")
        for name in ("criteria", "scope_text")
        if not getattr(statement, name).strip()
    }
    if statement.opinion != Opinion.VERIFIED and not statement.justification.strip():
        problems["justification"] = _("This opinion needs its reasons: write them down.")
    if statement.opinion != Opinion.CONSERVATIVE and statement.imposed:
        problems["imposed"] = _("Values are imposed only in a conservative estimate.")
    if problems:
        raise ValidationError(problems)
