"""How many tables one client may have made as files at once (catalogue A31).

Making a file keeps a thread of the web server busy. One client gets at most half the threads of a process; what
is beyond that is refused at once (429), so that the others are served meanwhile. Counted in the process itself:
nothing has to be asked, and nothing is left over when a process dies.
"""

import weakref
from collections import Counter
from collections.abc import Callable
from threading import Lock
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from mrv.core.actor import Actor

FILES = frozenset({"csv", "xlsx", "parquet"})
MOST = 2
RETRY_SECONDS = 5
_taken: Counter[str] = Counter()
_lock = Lock()


def is_export(request: HttpRequest) -> bool:
    """Whether the answer is a table as a file."""
    match = request.resolver_match
    return request.GET.get("format") in FILES or (match is not None and match.kwargs.get("kind") in FILES)


def take(actor: Actor) -> Callable[[], None] | None:
    """What gives the slot back, or None when the client has all it may have. The public is one client."""
    key = actor.client_id or str(actor.person_id)
    with _lock:
        if _taken[key] >= MOST:
            return None
        _taken[key] += 1
    return lambda: _give(key)


def refusal() -> str:
    """What the client is told."""
    return _("%(most)d of your exports are being made already. Wait for them, then ask again.") % {"most": MOST}


def _give(key: str) -> None:
    with _lock:
        _taken[key] -= 1
        if not _taken[key]:
            del _taken[key]


def release_with(answer: Any, give: Callable[[], None]) -> Any:
    """Give the slot back when the answer is sent, for a stream is made while it is sent, or thrown away unsent."""
    if getattr(answer, "streaming", False):
        answer._resource_closers.append(weakref.finalize(answer, give))  # works once
    else:
        give()
    return answer
