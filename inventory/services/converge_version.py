"""Bring the cells in line with the present state of one report version, exactly once.

A counted version (decided or released, official) is posted once; any other is not posted. The version's row
lock serializes converging runs with its transitions, so it does not matter in which order, or how often,
the events of a version are handled. Cost: O(lines of the version).
"""

from datetime import datetime
from enum import StrEnum

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inventory.models import Posting
from inventory.selectors.contradictions import keyed_places_of
from inventory.services.apply_market import apply_market
from inventory.services.apply_postings import apply_postings
from inventory.services.apply_spreads import apply_spreads
from inventory.services.note_contradictions import note_contradictions
from inventory.services.post_version import Posted, Version, post_version
from mrv.core.actor import Actor
from mrv.core.sentences import sentence
from reporting.models import ReportVersion


class Converged(StrEnum):
    """What had to be done."""

    POSTED = "posted"
    TAKEN_OUT = "taken out"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


LOCK = """
    SELECT version.id, version.state, report.kind, version.result_hash, version.number, facility.code,
           report.compliance_year, facility.district_id, facility.sector_id, facility.enterprise_id
    FROM reporting_reportversion version
    JOIN reporting_emissionsreport report ON report.id = version.report_id
    JOIN core_facility facility ON facility.id = report.facility_id
    WHERE version.id = %s
    FOR NO KEY UPDATE OF version
"""


class NothingComputed(ValueError):
    """A counted version without a computed result: nothing can be posted."""


def converge_version(*, version_id: int, by: Actor, at: datetime | None = None, is_again: bool = False) -> Converged:
    """Post the version if it counts and is not posted, take it out if it is posted and does not count.

    ``is_again`` takes it out and posts it anew though nothing changed: what stands beside its lines may have.
    Raises NothingComputed when a counted version has no computed lines in force.
    """
    at = at or timezone.now()
    with transaction.atomic():
        outcome = _converged(version_id, by, at, is_again=is_again)
        if outcome is not Converged.UNCHANGED:
            for jurisdiction_id, year in keyed_places_of(version_id):
                note_contradictions(jurisdiction_id=jurisdiction_id, year=year, by=by, at=at)
    return outcome


def _converged(version_id: int, by: Actor, at: datetime, *, is_again: bool) -> Converged:
    version = _locked(version_id)
    if version.is_wanted:
        posted = _post(version, by, at)
        if posted.is_new:
            return Converged.POSTED
    posting = _in_force(version_id)
    is_same = posting is not None and version.is_wanted and posting.result_hash == version.result_hash
    if is_same and not is_again:
        return Converged.UNCHANGED
    if posting is not None:
        _take_out(posting, by, at)
    if version.is_wanted and not _post(version, by, at).has_result:
        raise NothingComputed(_no_result(version))
    if posting is not None:
        # After all cells, as every writer does.
        apply_spreads([posting.pk], is_reversal=True)
    return _outcome(had_posting=posting is not None, is_wanted=version.is_wanted)


def _outcome(*, had_posting: bool, is_wanted: bool) -> Converged:
    if had_posting:
        return Converged.REPLACED if is_wanted else Converged.TAKEN_OUT
    return Converged.POSTED if is_wanted else Converged.UNCHANGED


def _locked(version_id: int) -> Version:
    """What decides, read under the row lock; ReportVersion.DoesNotExist if there is no such version."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [version_id])
        found = cursor.fetchone()
    if found is None:
        raise ReportVersion.DoesNotExist(f"There is no report version {version_id}.")
    return Version(*found)


def _in_force(version_id: int) -> Posting | None:
    """Sliced, not first(): an order by key would walk the table."""
    found = Posting.objects.filter(version_id=version_id, reversed_at__isnull=True)
    return next(iter(found[:1]), None)


def _post(version: Version, by: Actor, at: datetime) -> Posted:
    posted = post_version(version=version, by=by, at=at)
    if posted.is_new and posted.has_market:
        apply_market(version_id=version.version_id)
    return posted


def _take_out(posting: Posting, by: Actor, at: datetime) -> None:
    apply_postings([posting.pk], is_reversal=True)
    if posting.version_id is not None:
        apply_market(version_id=posting.version_id, is_reversal=True)
    Posting.objects.filter(pk=posting.pk).update(reversed_at=at, reversed_by=by.label)


def _no_result(version: Version) -> str:
    return sentence(
        _(
            "Version %(number)d of the report of %(facility)s for %(year)d counts in the inventory but has no computed "
            "result with the hash “%(hash)s”. Compute it again, then repeat this job."
        ),
        number=version.number,
        facility=version.facility,
        year=version.year,
        hash=version.result_hash,
    )
