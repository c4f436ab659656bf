"""Order a recalculation: of a city and year by somebody who may, or of a proposal by the job that asks for its impact."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inventory.models import Recalculation
from inventory.states import FactorChoice
from mrv.core.actor import Actor
from mrv.core.models import District
from mrv.core.sentences import sentence
from mrv.core.services.jobs import enqueue
from mrv.core.services.record import record
from reporting.calculation.build import engine_build

KIND = "inventory:recalculate"


class RecalculationRefused(ValueError):
    """The order makes no sense; the message says what to do."""


def start_recalculation(
    *, jurisdiction: District, year: int, sets: FactorChoice, by: Actor, at: datetime | None = None
) -> Recalculation:
    """Put the order on record and in the queue. One at a time for a city and year."""
    if not by.is_system:
        by.require("inventory:recalculate")
    if sets is FactorChoice.PROPOSAL:
        raise RecalculationRefused(_("The impact of a proposal is asked for on the page of its factor set."))
    at = at or timezone.now()
    with transaction.atomic():
        District.objects.select_for_update(no_key=True).get(pk=jurisdiction.pk)
        _refuse_a_second(jurisdiction, year)
        job = enqueue(KIND, subject_id=jurisdiction.pk, by=by, arguments={"year": year, "sets": sets.value})
        made = Recalculation.objects.create(
            jurisdiction=jurisdiction,
            year=year,
            sets=sets.value,
            job=job,
            engine_build=engine_build(),
            started_at=at,
            started_by=by.label,
        )
        payload = {"year": year, "sets": sets.value, "engine_build": made.engine_build}
        record("inventory:recalculation:start", about=made, by=by, at=at, payload=payload)
    return made


def _refuse_a_second(jurisdiction: District, year: int) -> None:
    under_way = Recalculation.objects.filter(
        jurisdiction=jurisdiction, year=year, job__state__in=["queued", "running"]
    )
    if under_way.exists():
        raise RecalculationRefused(
            sentence(
                _("A recalculation of %(place)s %(year)d is under way. Wait for its report, or resume it."),
                place=jurisdiction.code,
                year=year,
            )
        )
