"""No sentence is handed to a person bare: what a refusal says goes through the catalog."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.mrv.test_messages_are_translated import MODULES, ROOT

# Operators' commands, the engine (its sentences are data in both languages) and what runs without a reader.
SILENT = {"accounting", "examples", "embedded", "reference", "demonstration", "analysis", "commands", "offline"}
SPEAKING = {
    "AddressRefused", "AreaSourcesRefused", "IllegalTransition", "IndependenceRefused", "NotABundle", "NotOnTheTeam",
    "NothingComputed", "PartsMissing", "PermissionDenied", "Problem", "ReasonMissing", "RecalculationRefused",
    "ReleaseRefused", "SamePerson", "SignatureInvalid", "StaleState", "ValidationError", "WorkRefused",
    "add_error", "error", "fail", "info", "plain_text", "problem", "success", "warning",
}  # fmt: skip
# The folder whose checks yield their faults as sentences.
YIELDING = "publication"
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
# Words of code, such as the name of a logger or the text of a job nobody reads.
LOGGERS = {"log", "logger"}


def bare(node: ast.AST) -> Iterator[str]:
    """English sentences that stand in an argument as they are; what goes into another call is that call's matter."""
    if isinstance(node, ast.Call):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.search(node.value):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from bare(child)


def spoken(tree: ast.AST, *, yields: bool) -> Iterator[tuple[int, str]]:
    """Line and sentence of every bare sentence given to something that speaks, or yielded as a fault."""
    for node in ast.walk(tree):
        if yields and isinstance(node, ast.Yield) and node.value is not None:
            yield from ((node.lineno, text) for text in bare(node.value))
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
        holder = called.value.id if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) else ""
        if name in SPEAKING and holder not in LOGGERS:
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                yield from ((node.lineno, text) for text in bare(argument))


def test_no_refusal_is_a_bare_sentence() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {text}"
        for path in MODULES
        if not SILENT & set(path.relative_to(ROOT).parts)
        for line, text in spoken(ast.parse(Path(path).read_text("utf-8")), yields=YIELDING in path.parts)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "is_bare"),
    [
        ('raise StaleState("The draft changed.")', True),
        ('raise Problem(400, "bad", f"{year} must be a year.")', True),
        ('raise ValidationError({"year": "Write the year."})', True),
        ('raise StaleState(_("The draft changed."))', False),
        ('raise Problem(400, "bad_year", sentence(_("%(y)s is no year."), y=1))', False),
        ('yield f"{name} lacks the row {number}."', True),
        ('log.warning("heartbeat of job %s stopped")', False),
    ],
)
def test_the_search_tells_bare_sentences_from_messages(code: str, is_bare: bool) -> None:
    assert bool(list(spoken(ast.parse(code), yields=True))) is is_bare
