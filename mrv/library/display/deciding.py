"""What a steward may do with a version now."""

from typing import Any

from mrv.core.actor import Actor
from mrv.core.models import FactorSet
from mrv.library.display.impact import impact_progress
from mrv.library.selectors.impact import latest_impact
from mrv.library.steward_forms import NoteForm, ReasonForm


def steward_context(found: FactorSet, actor: Actor) -> dict[str, Any]:
    """The forms open to this actor in the present state of the version; nothing for everybody else."""
    if not actor.may("factor:propose"):
        return {}
    is_second = actor.person_id != found.proposed_by_id
    context: dict[str, Any] = {"is_steward": True, "may_start": found.state == "released"}
    if found.state not in {"draft", "proposed"}:
        return context
    job = latest_impact(found)
    context |= {
        "note_form": NoteForm() if found.state == "draft" else None,
        "may_decide": found.state == "proposed" and is_second and actor.may("factor:release"),
        "is_own_proposal": found.state == "proposed" and not is_second,
        "reason_form": ReasonForm(),
        "impact": job.result if job and job.state == "done" else None,
        "impact_progress": impact_progress(job, found) if job else None,
    }
    return context
