"""Ask for a simulation (approach 2) of the city, a sector or a district of a year; the work is a job."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inventory.tables.city_question import CityQuestion
from inventory.tables.request import TableRequest
from mrv.core.actor import Actor
from mrv.core.models import Job
from mrv.core.services.jobs import enqueue
from reporting.calculation.simulating import Settings

KIND = "inventory:simulate"


def request_city_simulation(*, question: CityQuestion, request: TableRequest, settings: Settings, by: Actor) -> Job:
    """Enqueue it. ValidationError for settings or a question that cannot be simulated."""
    by.require("inventory:read")
    settings.require_sound()
    if not request.adds_up:
        raise ValidationError(
            _("Scopes are never added to each other, so all of them cannot be simulated. Choose one scope.")
        )
    with transaction.atomic():
        return enqueue(
            KIND,
            subject_id=question.jurisdiction_id,
            by=by,
            arguments={"question": asdict(question), "settings": asdict(settings)},
        )
