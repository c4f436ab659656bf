"""Lists of monitoring plans: those of the own facilities, or those the authority has to judge."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.portal.components import Cell, Column, Row, Table
from reporting.models import MonitoringPlan
from reporting.states import MONITORING_PLAN


def plan_table(plans: Sequence[Any]) -> Table:
    """One row per version of a plan."""
    columns = [
        Column(_("Facility"), is_wide=True),
        Column(_("Version"), "number"),
        Column(_("State"), "state"),
        Column(_("Valid from"), "date"),
        Column(_("Valid until"), "date"),
        Column(_("Streams"), "number"),
    ]
    rows = [
        Row(
            [
                Cell(
                    plan.facility.name,
                    href=reverse("reporting:plan", args=[plan.public_id]),
                    hint=f"{plan.facility.code} · {plan.facility.enterprise.name}",
                ),
                plan.number,
                plan.state,
                plan.valid_from,
                plan.valid_to,
                plan.stream_count,
            ]
        )
        for plan in plans
    ]
    return Table(_("Monitoring plans"), columns, rows, empty_title=_("No monitoring plan yet"))


def moves_open(plan: MonitoringPlan, actor: Actor) -> set[str]:
    """What this actor may do with the plan now: submit, approve, return_plan, draft, edit."""
    is_own = plan.facility.enterprise_id in actor.enterprise_ids
    found = {move.name for move in MONITORING_PLAN.open_from(plan.state, actor.permissions)}
    if not is_own:
        found -= {"submit"}
    if not actor.oversees_city:
        found -= {"approve", "return_plan"}
    if is_own and actor.may("plan:edit"):
        found.add("edit" if plan.state == "draft" else "draft")
    return found
