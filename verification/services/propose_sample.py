"""Propose the lines of a version that carry the most risk; repeating it adds nothing twice."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from mrv.core.actor import Actor
from reporting.models import ReportVersion
from reporting.selectors.emissions import run_in_force
from verification.guards import open_engagement
from verification.models import ReviewSample
from verification.sampling import SamplingRule, propose
from verification.selectors.review import candidates_of


def propose_sample(
    *, version: ReportVersion, by: Actor, at: datetime | None = None, cover_percent: Decimal | None = None
) -> int:
    """Store the proposal for the digits in force; answers how many lines are new."""
    run = run_in_force(version)
    if run is None:
        return 0
    rule = SamplingRule() if cover_percent is None else SamplingRule(cover_percent=cover_percent)
    picks = propose(candidates_of(version), rule, seed=version.result_hash)
    known = set(version.samples.filter(run_id=run.pk).values_list("line_number", flat=True))
    engagement = open_engagement(version)
    fresh = [
        ReviewSample(
            engagement=engagement,
            version=version,
            run_id=run.pk,
            line_number=pick.line_number,
            reasons=list(pick.reasons),
            share_percent=pick.share_percent,
            proposed_at=at or timezone.now(),
            proposed_by_id=by.person_id,
        )
        for pick in picks
        if pick.line_number not in known
    ]
    ReviewSample.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)
