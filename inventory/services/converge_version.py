"""Bring the cells in line with the present state of one report version, exactly once.

A counted version (decided or released, official) is posted once; any other is not posted. The version's row
lock serializes converging runs with its transitions, so it does not matter in which order, or how often,
the events of a version are handled. Cost: O(lines of the version).
"""

from datetime import datetime
from enum import StrEnum

from django.db import connection, transaction
from django.utils import timezone

from inventory import entries
from inventory.models import Posting
from inventory.places import jurisdiction_of
from inventory.services.apply_postings import apply_postings
from mrv.core.actor import Actor
from reporting.models import ReportVersion
from reporting.states import COUNTED


class Converged(StrEnum):
    """What had to be done."""

    POSTED = "posted"
    TAKEN_OUT = "taken out"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class NothingComputed(ValueError):
    """A counted version without a computed result: nothing can be posted."""


def converge_version(*, version_id: int, by: Actor, at: datetime | None = None) -> Converged:
    """Post the version if it counts and is not posted, take it out if it is posted and does not count.

    Raises NothingComputed when a counted version has no computed lines in force.
    """
    at = at or timezone.now()
    with transaction.atomic():
        version = _locked(version_id)
        posting = Posting.objects.filter(version_id=version_id, reversed_at__isnull=True).first()
        is_wanted = version.state in COUNTED and version.report.kind == "official"
        if posting is not None and is_wanted and posting.result_hash == version.result_hash:
            return Converged.UNCHANGED
        if posting is not None:
            _take_out(posting, by, at)
        if is_wanted:
            _post(version, by, at)
    return _outcome(had_posting=posting is not None, is_wanted=is_wanted)


def _outcome(*, had_posting: bool, is_wanted: bool) -> Converged:
    if had_posting:
        return Converged.REPLACED if is_wanted else Converged.TAKEN_OUT
    return Converged.POSTED if is_wanted else Converged.UNCHANGED


def _locked(version_id: int) -> ReportVersion:
    related = "report__facility__district__parent"
    return (
        ReportVersion.objects.select_for_update(of=("self",), no_key=True).select_related(related).get(pk=version_id)
    )


def _take_out(posting: Posting, by: Actor, at: datetime) -> None:
    apply_postings([posting.pk], is_reversal=True)
    Posting.objects.filter(pk=posting.pk).update(reversed_at=at, reversed_by=by.label)


def _post(version: ReportVersion, by: Actor, at: datetime) -> None:
    run_id, line_count = _run_in_force(version)
    facility = version.report.facility
    posting = Posting.objects.create(
        jurisdiction=jurisdiction_of(facility.district),
        year=version.report.compliance_year,
        district_id=facility.district_id,
        sector_id=facility.sector_id,
        origin="enterprise",
        version=version,
        enterprise_id=facility.enterprise_id,
        result_hash=version.result_hash,
        line_count=line_count,
        posted_at=at,
        posted_by=by.label,
    )
    with connection.cursor() as cursor:
        parameters = {"posting": posting.pk, "version": version.pk, "run": run_id}
        cursor.execute(entries.insert_entries(entries.LINES_OF_VERSION), parameters)
    apply_postings([posting.pk])


def _run_in_force(version: ReportVersion) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(entries.RUN_IN_FORCE, {"version": version.pk})
        found: tuple[int, int] | None = cursor.fetchone()
    if found is None:
        raise NothingComputed(
            f"Report version {version} counts in the inventory but has no computed result with the hash "
            f"'{version.result_hash}'. Compute it again, then repeat this job."
        )
    return found
