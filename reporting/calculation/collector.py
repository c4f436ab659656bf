"""Rest the cycle collector while many small plain values are made: it would look at each of them and find nothing.

Lines, their inputs and rows refer to no one who refers back, so they are freed by counting; what a long calculation
leaves to the collector is what it found at the start.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No collection inside, unless somebody else switched it off or on meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
