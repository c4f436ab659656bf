"""The authority decides (审定) that a verified report counts. From the event the inventory moves.

One decision per statement and one counted version per report: both are unique in the database, and the
report row is locked first, so two officials, or a decision and a recalculation, cannot both win (F13).
"""

from datetime import datetime
from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor, system_actor
from mrv.core.models import Person
from mrv.core.services.record import record
from mrv.core.services.transition import StaleState, transition
from reporting.models import EmissionsReport, ReportVersion
from reporting.services.move_version import move_version
from reporting.states import REPORT_VERSION
from verification import independence
from verification.guards import locked_current, refuse, require_person, require_same_digits
from verification.models import Decision, VerificationStatement
from verification.selectors.parameters import rules_in_force
from verification.selectors.people import Groups, humans, involved_ids
from verification.states import DECIDABLE, ENGAGEMENT, Outcome

# What a later decision takes the place of: counted versions, and those a correction left behind.
SUPERSEDABLE = frozenset().union(*(step.sources for step in REPORT_VERSION.transitions if step.name == "supersede"))


def decide(
    *, version: ReportVersion, result_hash: str, by: Actor, reason: str = "", at: datetime | None = None
) -> Decision:
    """Accept the statement on exactly these digits; an earlier counted version of the report is superseded."""
    at = at or timezone.now()
    by.require("report:decide")
    decider = require_person(by)
    with transaction.atomic():
        EmissionsReport.objects.select_for_update().get(pk=version.report_id)
        row = locked_current(version)
        require_same_digits(row, result_hash)
        statement = latest_statement(row)
        _require_independent(decider, row)
        _require_decidable(statement, row)
        # Locked while chosen: one that is withdrawn at this moment needs no superseding.
        earlier = row.report.versions.select_for_update(of=("self",)).filter(number__lt=row.number)
        for older in earlier.filter(state__in=SUPERSEDABLE):
            move_version("supersede", version=older, by=system_actor("decision"), at=at)
        moved = move_version("decide", version=row, by=by, at=at, reason=reason)
        decision = write_decision(statement, moved, outcome=Outcome.ACCEPTED, reason=reason, by=by, at=at)
        for engagement in row.report.engagements.filter(state="open"):
            transition(
                engagement,
                "close",
                table=ENGAGEMENT,
                by=by,
                at=at,
                organization_id=engagement.body_id,
            )
    return decision


def latest_statement(version: ReportVersion) -> VerificationStatement:
    """The statement the version stands on; StaleState when there is none to decide on."""
    statement = version.statements.order_by("-pk").first()
    if statement is None or statement.decisions.exists():
        raise StaleState(_("There is no signed statement waiting for a decision. Reload the page."))
    return statement


def write_decision(
    statement: VerificationStatement,
    version: ReportVersion,
    *,
    outcome: Outcome,
    reason: str,
    by: Actor,
    at: datetime,
) -> Decision:
    """Store what was decided, in the transaction of the move."""
    decision = Decision.objects.create(
        version=version,
        statement=statement,
        outcome=outcome.value,
        reason=reason.strip(),
        result_hash=version.result_hash,
        decided_at=at,
        decided_by_id=cast(int, by.person_id),
    )
    record(
        "verification:decision:write",
        about=decision,
        by=by,
        at=at,
        organization_id=version.report.facility.enterprise_id,
        reason=reason,
        payload={"outcome": outcome.value, "result_hash": version.result_hash, "statement": statement.content_hash},
    )
    return decision


def _require_decidable(statement: VerificationStatement, version: ReportVersion) -> None:
    if statement.opinion not in DECIDABLE:
        raise ValidationError(_("The statement says “not verified”: send it back, it cannot count."))
    if statement.result_hash != version.result_hash:
        raise StaleState(_("The statement is about other digits than those in force. Send it back."))


def _require_independent(decider: Person, version: ReportVersion) -> None:
    involved = involved_ids(version)
    groups = Groups()
    known = humans({decider.pk, *involved}, groups)
    refuse(
        independence.decider_conflicts(
            known[decider.pk],
            enterprise=groups.company(version.report.facility.enterprise_id),
            involved=[known[i] for i in involved],
            on=timezone.localdate(),
            rules=rules_in_force(),
        )
    )
