"""Every act that can reach the ledger, and every kind of record it can be about, has words in both languages."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import polib
from django.apps import apps
from django.utils import translation

from mrv.words.acts import ACTIONS, action_text
from mrv.words.records import PARTS, RECORDS, actor_text, record_text
from mrv.workflow import TransitionTable
from tests.architecture import tree

ACTION = re.compile(r"(core|reporting|verification|inventory|registry):[a-z_]+:[a-z_]+")
STATES = {"core": "mrv.core.states", "reporting": "reporting.states", "verification": "verification.states"}
# Texts that are put together when written: the verb is the state a record went to, or the outcome of a file.
COMPOSED = {
    ("registry:verified_emission:", "state"): {"valid", "superseded", "withdrawn"},
    ("reporting:file:", "'reject' if problems else 'accept'"): {"accept", "reject"},
}
CATALOG = polib.pofile(str(tree.BASE_DIR / "mrv/portal/locale/zh_Hans/LC_MESSAGES/django.po"))
IN_CHINESE = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in CATALOG}


def spoken() -> Iterator[str]:
    """Every action that stands in the code as one text, outside the table of words."""
    for path in tree.program():
        if path.match("words/acts.py"):
            continue
        for node in ast.walk(tree.syntax_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ACTION.fullmatch(node.value):
                yield node.value


def records() -> Iterator[tuple[Path, ast.Call]]:
    """Every call that appends to the ledger."""
    for path in tree.program():
        for node in ast.walk(tree.syntax_of(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record"):
                continue
            if any(keyword.arg == "about" for keyword in node.keywords):
                yield path, node


def composed() -> Iterator[tuple[str, str]]:
    """Fixed beginning and computed end of every action that is put together in a call."""
    for path, call in records():
        if isinstance(call.args[0], ast.JoinedStr):
            start, end = call.args[0].values
            assert isinstance(start, ast.Constant), path
            assert isinstance(end, ast.FormattedValue), path
            yield str(start.value), ast.unparse(end.value)


def put_together() -> set[str]:
    """What those actions can come out as."""
    return {start + end for (start, _computed), ends in COMPOSED.items() for end in ends}


def moves() -> Iterator[str]:
    """Every move of every workflow, by the name the ledger gives it."""
    for app, module in STATES.items():
        for table in vars(import_module(module)).values():
            if isinstance(table, TransitionTable):
                yield from (f"{app}:{table.noun}:{step.name}" for step in table.transitions)


def test_the_calls_that_write_to_the_ledger_are_found() -> None:
    assert len(list(records())) > 50


def test_every_action_in_the_code_has_words() -> None:
    assert sorted(set(spoken()) - ACTIONS.keys()) == []


def test_every_move_of_a_workflow_has_words() -> None:
    assert sorted(set(moves()) - ACTIONS.keys()) == []


def test_every_action_put_together_in_a_call_has_words() -> None:
    assert set(composed()) == COMPOSED.keys()
    assert sorted(put_together() - ACTIONS.keys()) == []


def test_no_words_are_kept_for_an_action_nobody_records() -> None:
    assert sorted(ACTIONS.keys() - set(spoken()) - set(moves()) - put_together()) == []


def test_records_with_words_are_models_of_the_platform() -> None:
    known = {model._meta.label_lower for model in apps.get_models()}
    assert sorted(RECORDS.keys() - known) == []


def test_all_words_of_the_ledger_are_there_in_chinese() -> None:
    tables = {"act": ACTIONS, "record": RECORDS, "part": PARTS}
    with translation.override("en"):
        wanted = {(context, str(words)) for context, table in tables.items() for words in table.values()}
    assert sorted(one for one in wanted if not IN_CHINESE.get(one)) == []


def test_what_has_no_words_shows_its_code() -> None:
    assert action_text("somebody:thing:act") == "somebody:thing:act"
    assert record_text("somebody.thing", "7") == "somebody.thing #7"
    assert actor_text("Reporter, Demo Steel 001") == "Reporter, Demo Steel 001"
