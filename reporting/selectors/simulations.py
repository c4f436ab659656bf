"""Simulations kept, and the one under way."""

from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from mrv.core.actor import Actor
from mrv.core.models import Job
from reporting.models import Simulation

S = TypeVar("S", bound=Simulation)


def chosen_simulation(held: QuerySet[S], wanted: str) -> S | None:
    """The one asked for, else the newest."""
    try:
        return held.filter(public_id=UUID(wanted)).first() if wanted else held.first()
    except ValueError:
        return held.first()


def job_under_way(kind: str, subject_id: int, actor: Actor) -> Job | None:
    """The newest simulation this person asked for, unless it succeeded: its result is there then."""
    jobs = Job.objects.filter(kind=kind, subject_id=subject_id, created_by_id=actor.person_id)
    newest = jobs.order_by("-pk").first() if actor.person_id else None
    return newest if newest is not None and newest.state != "done" else None
