"""Ask for a simulation (approach 2) of a computed version; the work is a job."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import Job
from mrv.core.services.jobs import enqueue
from reporting.calculation.simulating import Settings
from reporting.models import ReportVersion

KIND = "reporting:simulate"


def request_simulation(*, version: ReportVersion, settings: Settings, by: Actor) -> Job:
    """Enqueue it. ValidationError for settings that cannot be used, or a version without a result."""
    by.require("report:read")
    settings.require_sound()
    if not version.result_hash:
        raise ValidationError(_("The version is not computed yet; there is nothing to simulate."))
    with transaction.atomic():
        return enqueue(
            KIND,
            subject_id=version.pk,
            by=by,
            organization_id=version.report.facility.enterprise_id,
            arguments=asdict(settings),
        )
