"""Which method names of worked examples are understood, and the engine's method behind each."""

from collections.abc import Callable, Mapping

from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome

Mapped = Callable[[Inputs], Mapping[str, Outcome]]
MAPPINGS: dict[str, Mapped] = {}


def example(*names: str) -> Callable[[Mapped], Mapped]:
    """Declare a function as the mapping of one or more method names."""

    def declare(function: Mapped) -> Mapped:
        for name in names:
            if name in MAPPINGS:
                raise ValueError(f"Method '{name}' is mapped twice.")
            MAPPINGS[name] = function
        return function

    return declare
