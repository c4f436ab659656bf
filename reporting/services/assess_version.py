"""Assess the uncertainty of the lines of a version that were computed before it was kept, from what is stored.

The version is computed again with its pinned sets; only if every byte of the stored result comes out again are the
lines assessed, each beside its row: the row itself, and the result, never change.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mrv.core.actor import Actor
from mrv.core.sentences import sentence
from mrv.core.services.record import record
from reporting.calculation.lines import Line
from reporting.calculation.records import Recorder, digest
from reporting.calculation.uncertainty import Assessor, store_profiles
from reporting.calculation.whole import compute_whole
from reporting.models import LineAssessment, ReportVersion
from reporting.selectors.emissions import run_in_force
from reporting.selectors.uncertainty import unassessed


class NotAssessable(ValueError):
    """The stored result does not come out again; its lines stay of unknown uncertainty. ``reason`` reads lazily."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def assess_version(*, version_id: int, by: Actor, at: datetime | None = None) -> int:
    """Number of lines assessed, 0 if all were; NotAssessable says why the version cannot be."""
    with transaction.atomic():
        version = ReportVersion.objects.select_for_update(of=("self",)).get(pk=version_id)
        missing = dict(unassessed(version).values_list("line_number", "pk"))
        if not missing:
            return 0
        library, computation = compute_whole(version)
        run = run_in_force(version)
        if library is None or run is None or computation.outcomes:
            raise NotAssessable(
                sentence(_("%(version)s cannot be computed again: its inputs or factors are gone."), version=version)
            )
        again = digest(Recorder(run.engine_build, library.gwp).canonical(computation.lines))
        if again != run.result_hash:
            raise NotAssessable(
                sentence(
                    _(
                        "%(version)s gives %(again)s by this engine, %(stored)s is stored. Compute it in a correction "
                        "to know its uncertainty."
                    ),
                    version=version,
                    again=again[:12],
                    stored=run.result_hash[:12],
                )
            )
        _store(computation.lines, missing, Assessor(library.gwp), by, at or timezone.now())
        record("reporting:version:assess", about=version, by=by, at=at, payload={"lines": len(missing)})
    return len(missing)


def _store(lines: Sequence[Line], missing: dict[int, int], assessor: Assessor, by: Actor, at: datetime) -> None:
    found = {number: assessor.of(line) for number, line in enumerate(lines, 1) if number in missing}
    store_profiles(assessor.profiles)
    LineAssessment.objects.bulk_create(
        [
            LineAssessment(
                line_id=missing[number], percent=one.percent, profile=one.profile, assessed_at=at,
                assessed_by=by.label,
            )
            for number, one in found.items()
        ],
        batch_size=1000,
    )  # fmt: skip
