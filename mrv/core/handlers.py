"""Who works on a job of a kind, and who listens to an event. Filled by each app's ``handlers.py`` on start.

A handler gets the claimed job and runs inside the transaction that also marks it done; it returns a
JSON-able result. One that returns None has split its work into parts (jobs with this one as parent): it is
called again when the last part is over. A handler registered with ``own_transactions=True`` commits in steps
by itself and must be safe to run again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mrv.core.models import Job

Handle = Callable[[Job], dict[str, Any] | None]


class WorkRefused(Exception):
    """The work cannot succeed however often it is tried; the message is for the person who started it."""


@dataclass(frozen=True)
class Handler:
    """One registered handler."""

    kind: str
    handle: Handle
    own_transactions: bool


HANDLERS: dict[str, Handler] = {}
CONSUMERS: dict[str, list[str]] = {}


def handles(kind: str, *, own_transactions: bool = False) -> Callable[[Handle], Handle]:
    """Register the function that works on jobs of this kind."""

    def register(handle: Handle) -> Handle:
        HANDLERS[kind] = Handler(kind, handle, own_transactions)
        return handle

    return register


def consumes(event_name: str, *, by: str) -> Callable[[Handle], Handle]:
    """Register a consumer of an outbox event; each event becomes one job of kind ``by``."""

    def register(handle: Handle) -> Handle:
        CONSUMERS.setdefault(event_name, [])
        if by not in CONSUMERS[event_name]:
            CONSUMERS[event_name].append(by)
        return handles(by)(handle)

    return register
