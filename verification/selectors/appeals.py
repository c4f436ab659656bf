"""Appeals: which wait for a ruling, and until when a decision can be appealed."""

from datetime import date

from django.utils import timezone

from mrv.core.actor import Actor
from verification.models import Appeal, Decision
from verification.selectors.parameters import due_date_of


def appeals_to_rule(actor: Actor) -> list[Appeal]:
    """The appeals this actor may rule on that have no ruling yet, the most urgent first."""
    if not actor.may("report:reopen"):
        return []
    waiting = Appeal.objects.visible_to(actor).filter(ruling="")
    related = "decision__version__report__facility__enterprise"
    return list(waiting.select_related(related).order_by("due_date", "pk"))


def last_day_to_appeal(decision: Decision) -> date:
    """The last day on which the enterprise can appeal against the decision."""
    year = decision.version.report.compliance_year
    return due_date_of("appeal", compliance_year=year, start=timezone.localdate(decision.decided_at))


def appeal_of(decision: Decision) -> Appeal | None:
    """The appeal against the decision, if one was filed."""
    return Appeal.objects.filter(decision=decision).select_related("filed_by", "ruled_by").first()
