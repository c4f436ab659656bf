"""The one way a status changes.

Row lock, table lookup, permission, guard, status, audit event, outbox event - one transaction.
Jobs that follow are enqueued by the caller or by the event's consumers and run after commit.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mrv.core.actor import Actor
from mrv.core.sentences import sentence
from mrv.core.services.publish import publish
from mrv.core.services.record import record
from mrv.portal.states import look_of
from mrv.words.moves import MOVES, NOUNS, listed
from mrv.workflow import IllegalTransition, NotInTheTable, Transition, TransitionTable

M = TypeVar("M", bound=models.Model)
Guard = Callable[[Any], None]


class StaleState(Exception):
    """Somebody else moved the record first; the caller acted on what is no longer so."""


def transition(  # noqa: PLR0913 - one verb; every option is named at the call
    instance: M,
    name: str,
    *,
    table: TransitionTable,
    by: Actor,
    at: datetime | None = None,
    reason: str = "",
    expected_state: str | None = None,
    guard: Guard | None = None,
    changes: dict[str, Any] | None = None,
    organization_id: int | None = None,
    payload: dict[str, Any] | None = None,
) -> M:
    """Move ``instance`` by the named transition and return the fresh row.

    ``changes`` are further columns set in the same update; ``guard`` gets the locked row and raises
    to refuse. Errors: IllegalTransition, StaleState, PermissionDenied, or what the guard raises.
    """
    at = at or timezone.now()
    with transaction.atomic():
        row = type(instance)._base_manager.select_for_update(of=("self",)).get(pk=instance.pk)
        source: str = row.state  # type: ignore[attr-defined]
        if expected_state is not None and source != expected_state:
            raise StaleState(_stale(table, source, expected_state))
        step = step_of(table, name, source)
        _authorize(step, by, reason)
        if guard is not None:
            guard(row)
        _write(row, step, changes or {})
        event_name = f"{row._meta.app_label}:{table.noun}:{name}"
        details = {"from": source, "to": step.target, **(payload or {})}
        record(
            event_name,
            about=row,
            by=by,
            at=at,
            organization_id=organization_id,
            reason=reason,
            payload=details,
        )
        publish(event_name, subject_id=row.pk, by=by, at=at)
    return row


def step_of(table: TransitionTable, name: str, source: str) -> Transition:
    """The move out of a state; IllegalTransition tells the reader from where it would be possible."""
    try:
        return table.find(name, source)
    except NotInTheTable as refusal:
        raise IllegalTransition(
            sentence(
                _("The %(noun)s is “%(state)s”: “%(move)s” is not possible now. It is possible from: %(possible)s."),
                noun=NOUNS[refusal.noun],
                state=look_of(refusal.state).label,
                move=MOVES[refusal.move],
                possible=listed(look_of(state).label for state in refusal.possible),
            )
        ) from refusal


def _stale(table: TransitionTable, source: str, expected: str) -> str:
    return sentence(
        _("The %(noun)s is now “%(state)s”, no longer “%(expected)s”. Reload the page and look again."),
        noun=NOUNS[table.noun],
        state=look_of(source).label,
        expected=look_of(expected).label,
    )


def _authorize(step: Transition, by: Actor, reason: str) -> None:
    if step.permission is None and not by.is_system:
        raise PermissionDenied(
            sentence(_("Only the platform itself makes the move “%(move)s”."), move=MOVES[step.name])
        )
    if step.permission is not None and not by.is_system:
        by.require(step.permission)
    if step.needs_reason and not reason.strip():
        raise ReasonMissing(
            sentence(_("“%(move)s” needs a reason. Write one or two sentences."), move=MOVES[step.name])
        )


def _write(row: Any, step: Transition, changes: dict[str, Any]) -> None:
    row.state = step.target
    for column, value in changes.items():
        setattr(row, column, value)
    row.save(update_fields=["state", *changes])


class ReasonMissing(ValueError):
    """The move is only possible with a written reason."""
