"""Worked examples that state a behavior instead of a number: what must be refused, defaulted or noted.

The condition is words; each is turned into a calculation or declaration that shows the behavior, and the
engine's real answer is compared with the published one.
"""

import re
from collections.abc import Callable, Mapping

from mrv.examples.inputs import Inputs, UnsupportedError
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example
from mrv.examples.validation import carbon_materials, ets
from mrv.examples.validation.answer import satisfies

Probe = Callable[[str], str]


def _probe(condition: str) -> Probe:
    for pattern, probe in carbon_materials.PROBES:
        if re.search(pattern, condition, re.IGNORECASE):
            return probe
    raise UnsupportedError(f"no rule of the engine speaks of '{condition}'")


def _shown(answer: str, published: str) -> str:
    """The published words where the engine's answer contains everything they ask for, else the answer."""
    return published if satisfies(answer, published) else answer


@example("validation_behaviour", "validation_behavior")
def _behavior(inputs: Inputs) -> Mapping[str, Outcome]:
    condition = inputs.text("condition")
    if "category" in inputs:
        return {"error": Outcome(ets.error_code(inputs.text("category"), condition))}
    answer = _probe(condition)(condition)
    published = inputs.example.expected.get("outcome")
    wanted = str(published.value) if published else answer
    return {"outcome": Outcome(_shown(answer, wanted))}
