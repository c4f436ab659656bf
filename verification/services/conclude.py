"""The lead signs: the statement is fixed, signed and stored, and the version moves to ``concluded``.

Exactly one of two who sign at once succeeds: the row lock lets the second find the version concluded.
The signature names the digits, so a recalculation in between is refused (catalogue F13, A22).
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import Person
from mrv.core.services.record import record
from mrv.core.services.transition import StaleState
from reporting.models import ReportVersion
from reporting.services.move_version import move_version
from verification import independence
from verification.guards import (
    LEAD,
    locked_current,
    open_engagement,
    refuse,
    require_member,
    require_person,
    require_same_digits,
)
from verification.models import SecondReview, StatementDraft, VerificationEngagement, VerificationStatement
from verification.selectors.conclusion import imposed_of, opinion_problems, standing_of
from verification.selectors.parameters import rules_in_force
from verification.selectors.people import Groups, humans, preparer_ids
from verification.services.write_statement import Signing, write_statement
from verification.states import Opinion


def conclude(
    *,
    engagement: VerificationEngagement,
    version: ReportVersion,
    opinion: Opinion,
    result_hash: str,
    by: Actor,
    at: datetime | None = None,
) -> VerificationStatement:
    """Sign the prepared statement. 409 when digits, opinion or state are no longer those the lead saw."""
    at = at or timezone.now()
    signer = require_person(by)
    with transaction.atomic():
        row = locked_current(version)
        if open_engagement(row).pk != engagement.pk:
            raise StaleState(_("The report is now verified in another engagement. Reload the page."))
        require_member(engagement, by, LEAD)
        require_same_digits(row, result_hash)
        moved = move_version("conclude", version=row, by=by, at=at)
        draft = _draft_of(moved, opinion)
        review = _agreed_review(draft)
        standing = standing_of(moved, engagement)
        problems = opinion_problems(standing, opinion, imposed_of(draft))
        if problems:
            raise ValidationError(problems)
        _require_independent(signer, review, moved)
        signing = Signing(draft=draft, review=review, signer=signer, at=at)
        statement = write_statement(version=moved, engagement=engagement, signing=signing, standing=standing)
        record(
            "verification:statement:sign",
            about=statement,
            by=by,
            at=at,
            organization_id=moved.report.facility.enterprise_id,
            payload={"opinion": opinion.value, "content_hash": statement.content_hash, "result_hash": result_hash},
        )
    return statement


def _draft_of(version: ReportVersion, opinion: Opinion) -> StatementDraft:
    draft = StatementDraft.objects.select_for_update().filter(version=version).first()
    if draft is None:
        raise ValidationError({"opinion": _("Prepare the statement first, then have it reviewed.")})
    if draft.opinion != opinion.value or draft.result_hash != version.result_hash:
        raise StaleState(_("The prepared statement is about other digits or another opinion. Prepare it again."))
    return draft


def _agreed_review(draft: StatementDraft) -> SecondReview:
    review = draft.reviews.order_by("-pk").first()
    if review is None or review.revision != draft.revision:
        raise ValidationError({"opinion": _("The independent reviewer has not looked at this statement yet.")})
    if not review.is_agreed:
        raise ValidationError(
            {"opinion": _("The independent reviewer objects: %(note)s Change the statement first.") % {"note": review.note}}
        )  # fmt: skip
    return review


def _require_independent(signer: Person, review: SecondReview, version: ReportVersion) -> None:
    preparers = preparer_ids(version)
    known = humans({signer.pk, review.reviewed_by_id, *preparers}, Groups())
    refuse(
        independence.signer_conflicts(
            known[signer.pk],
            preparers=[known[i] for i in preparers],
            reviewer=known[review.reviewed_by_id],
            rules=rules_in_force(),
        )
    )
