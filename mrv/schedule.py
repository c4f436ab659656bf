"""What runs by the clock: one table, read by Celery beat and by the operations page.

Every task here may run twice or late without harm, because beat may be restarted at any moment.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One task by the clock: its registered name, how often, and what it is for."""

    task: str
    every: timedelta
    purpose: str


SCHEDULE: tuple[Entry, ...] = (
    Entry("mrv.core.sweep", timedelta(seconds=5), "Ring again for jobs that no worker is looking at"),
    Entry("mrv.core.seal", timedelta(seconds=60), "Seal the ledger: chain what was recorded since the last seal"),
    Entry("verification.lapse_answers", timedelta(hours=1), "Hand back findings whose time to answer is over"),
    Entry("mrv.health.prove_life", timedelta(seconds=10), "Show /readyz that a worker really consumes tasks"),
)


def beat_schedule() -> dict[str, dict[str, Any]]:
    """The table in Celery's own form. A run that could not start before the next one is dropped."""
    return {
        entry.task: {
            "task": entry.task,
            "schedule": entry.every,
            "options": {"expires": max(entry.every.total_seconds(), 5)},
        }
        for entry in SCHEDULE
    }
