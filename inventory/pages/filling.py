"""The filling in of uncertainties as a page shows it: how far the newest order is, then what came of it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.core.models import Job
from mrv.core.sentences import reads_chinese
from mrv.core.services.jobs import progress_of
from mrv.portal.components import Fact, Progress

STATES = {"done": "succeeded"}


def filling_progress(job: Job) -> Progress:
    """Its parts, for the component that asks again while it runs."""
    here = reverse("inventory:fill_uncertainty")
    done, total = progress_of(job)
    return Progress(
        title=_("Filling in of uncertainties"),
        state=STATES.get(job.state, job.state),
        done=done,
        total=total or 1,
        poll_href="" if job.is_over else here,
        result_href=here if job.state == "done" else "",
        result_label=_("Show the result"),
        messages=[job.error_text] if job.error_text else [],
    )


def filling_facts(job: Job) -> list[Fact]:
    """What the order assessed."""
    found = job.result
    return [
        Fact(_("Ordered"), job.created_at, "datetime", hint=str(job.created_by or "")),
        Fact(_("Report versions assessed"), found["versions"], "number"),
        Fact(_("Lines assessed"), found["lines"], "number"),
        Fact(_("Area sources assessed"), found["sources"], "number"),
        Fact(_("Cannot be assessed"), len(found["refusals"]), "number"),
    ]


def filling_refusals(job: Job) -> list[str]:
    """Why some could not be assessed, in the language of the reader; orders of earlier builds said it in English."""
    language = "zh" if reads_chinese() else "en"
    return [one if isinstance(one, str) else one[language] for one in job.result["refusals"]]
