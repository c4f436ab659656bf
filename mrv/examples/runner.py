"""Running worked examples and counting what passed, what failed and what no mapping understands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mrv.accounting.errors import AccountingError
from mrv.examples.format import Example, FormatError
from mrv.examples.inputs import Inputs, UnsupportedError
from mrv.examples.outcome import Outcome, difference
from mrv.examples.registry import MAPPINGS
from mrv.examples.validation.answer import satisfies
from mrv.examples.validation.ets import codes_of


class Verdict(StrEnum):
    """Result of one example."""

    PASSED = "passed"
    FAILED = "failed"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Result:
    """Verdict on one example with the reason where it did not pass."""

    example: Example
    verdict: Verdict
    reason: str = ""

    def __str__(self) -> str:
        """One line of printable text, whatever the publication holds."""
        text = f"{self.verdict.upper()} {self.example.identifier} [{self.example.method}]: {self.reason}"
        return " ".join(text.split()).encode("utf-8", "backslashreplace").decode("utf-8")


def _differences(example: Example, outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    for name, published in example.expected.items():
        found = outcomes.get(name)
        if found is None:
            yield f"{name}: the engine gives no such result (it gives {', '.join(sorted(outcomes)) or 'none'})"
            continue
        problem = difference(found, published, example.tolerance)
        if problem:
            yield f"{name}: {problem}"


def _refused(example: Example, error: AccountingError) -> Result:
    """A refusal by the engine: what an example of a behavior expects, and a failure of any other."""
    told = {
        "outcome": lambda published: satisfies(f"ERROR: {error}", published),
        "error": lambda published: published in codes_of(error),
    }
    is_expected = all(name in told and told[name](str(one.value)) for name, one in example.expected.items())
    if is_expected:
        return Result(example, Verdict.PASSED)
    return Result(example, Verdict.FAILED, f"{type(error).__name__}: {error}")


def run_example(example: Example, others: Mapping[str, Example]) -> Result:
    """Run one example; `others` are the examples of the same file, for inputs given by reference."""
    mapped = MAPPINGS.get(example.method.casefold())
    if mapped is None:
        return Result(example, Verdict.UNSUPPORTED, "no method of the engine carries this name")
    try:
        problems = list(_differences(example, mapped(Inputs(example, others))))
    except UnsupportedError as error:
        return Result(example, Verdict.UNSUPPORTED, str(error))
    except AccountingError as error:
        return _refused(example, error)
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError) as error:
        return Result(example, Verdict.FAILED, f"{type(error).__name__}: {error}")
    return Result(example, Verdict.FAILED if problems else Verdict.PASSED, "; ".join(problems))


def run(examples: Iterable[Example | FormatError]) -> Iterator[Result]:
    """Run all examples in order; a line that holds none has failed."""
    listed = list(examples)
    others = {example.identifier: example for example in listed if isinstance(example, Example)}
    for example in listed:
        if isinstance(example, FormatError):
            yield Result(Example("", "unreadable", {}, {}), Verdict.FAILED, str(example))
        else:
            yield run_example(example, others)
