"""Refusals of verification that carry more than a sentence."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied

from verification.independence import Conflict
from verification.wording import conflict_text


class IndependenceRefused(PermissionDenied):
    """Somebody is not independent enough for the act; ``conflicts`` name the rules (A13-A19: 403)."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(" ".join(f"[{found.rule}] {conflict_text(found)}" for found in conflicts))


class NotOnTheTeam(PermissionDenied):
    """Only those put on the team by the authority work on an engagement."""
