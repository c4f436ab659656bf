"""Change some rows of a draft and leave the others: what the monthly grid and the page of a stream save.

A draft may be incomplete, so a row that cannot be read does not hold back the others: good rows are stored,
each bad one is answered with its reason and keeps its old value. Submission still needs every row to be right.
"""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from msgspec.structs import replace

from mrv.core.actor import Actor
from mrv.core.services.transition import StaleState
from reporting.intake.check_rows import check_rows
from reporting.intake.problems import Problem
from reporting.intake.rows import OPTIONAL, ActivityRow
from reporting.models import ReportVersion
from reporting.selectors.declared import RowKey, declared_rows
from reporting.services.plan_rules import plan_rules
from reporting.services.replace_activity import replace_activity

Changes = Mapping[RowKey, ActivityRow | None]


def change_rows(
    *, version: ReportVersion, changes: Changes, by: Actor, at: datetime | None = None, expected_revision: int
) -> dict[RowKey, list[Problem]]:
    """Store changed rows (None removes a row); the reasons of those that were not stored, by place.

    Raises StaleState, and stores nothing, if somebody else saved since ``expected_revision``.
    """
    refused = _refused(version, changes)
    rows = declared_rows(version)
    before = dict(rows)
    for key, row in changes.items():
        if key in refused:
            continue
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = _with_unshown(row, before.get(key))
    if rows != before:
        left = replace_activity(
            version=version, rows=list(rows.values()), by=by, at=at, expected_revision=expected_revision,
            source={"changed": len(changes) - len(refused)},
        )  # fmt: skip
        refused |= _placed(left, list(rows))
    elif version.draft_revision != expected_revision:
        raise StaleState(_("The draft was changed by somebody else. Reload it and enter your changes again."))
    return refused


def _with_unshown(row: ActivityRow, before: ActivityRow | None) -> ActivityRow:
    """What a page does not show (None) stays until another is declared."""
    if before is None:
        return row
    kept = {name: getattr(before, name) for name in OPTIONAL if getattr(row, name) is None}
    return replace(row, **kept)


def _refused(version: ReportVersion, changes: Changes) -> dict[RowKey, list[Problem]]:
    given = {key: row for key, row in changes.items() if row is not None}
    checked = check_rows(list(given.values()), plan_rules(version))
    return _placed(checked.problems, list(given))


def _placed(problems: list[Problem], keys: list[RowKey]) -> dict[RowKey, list[Problem]]:
    found: dict[RowKey, list[Problem]] = {}
    for problem in problems:
        if problem.row is not None:
            found.setdefault(keys[problem.row - 1], []).append(problem)
    return found
