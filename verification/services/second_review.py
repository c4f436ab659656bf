"""The independent reviewer looks at the draft and agrees or objects; without agreement nothing is signed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from mrv.core.services.transition import ReasonMissing, StaleState
from reporting.models import ReportVersion
from verification import independence
from verification.guards import REVIEWER, locked_for_review, open_engagement, refuse, require_member, require_person
from verification.models import SecondReview, StatementDraft, VerificationEngagement
from verification.selectors.parameters import rules_in_force
from verification.selectors.people import Groups, humans, preparer_ids, worker_ids


def second_review(
    *, version: ReportVersion, revision: int, is_agreed: bool, by: Actor, note: str = "", at: datetime | None = None
) -> SecondReview:
    """Store the reviewer's word on one revision of the draft. An objection needs its reason."""
    at = at or timezone.now()
    by.require("engagement:second_review")
    reviewer = require_person(by)
    if not is_agreed and not note.strip():
        raise ReasonMissing(_("An objection needs its reason. Write what has to be looked at again."))
    with transaction.atomic():
        row = locked_for_review(version)
        engagement = open_engagement(row)
        require_member(engagement, by, REVIEWER)
        draft = StatementDraft.objects.filter(version=row).first()
        if draft is None or draft.revision != revision or draft.result_hash != row.result_hash:
            raise StaleState(_("The statement changed since you read it. Read it again."))
        _require_independent(reviewer.pk, row, engagement)
        review = SecondReview.objects.create(
            draft=draft,
            revision=revision,
            result_hash=row.result_hash,
            is_agreed=is_agreed,
            note=note.strip(),
            reviewed_at=at,
            reviewed_by=reviewer,
        )
        record(
            "verification:statement:second_review",
            about=draft,
            by=by,
            at=at,
            organization_id=engagement.body_id,
            reason=note,
            payload={"revision": revision, "is_agreed": is_agreed},
        )
    return review


def _require_independent(person_id: int, version: ReportVersion, engagement: VerificationEngagement) -> None:
    preparers, workers = preparer_ids(version), worker_ids(engagement)
    known = humans({person_id, *preparers, *workers}, Groups())
    refuse(
        independence.reviewer_conflicts(
            known[person_id],
            preparers=[known[i] for i in preparers],
            workers=[known[i] for i in workers],
            rules=rules_in_force(),
        )
    )
