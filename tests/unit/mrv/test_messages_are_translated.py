"""Every message the platform can say is in a catalog, in Chinese, with its placeholders."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from mrv.messages import catalogues
from mrv.roles import PERMISSIONS

ROOT = Path(__file__).resolve().parents[3]
APPS = ("mrv", "reporting", "verification", "inventory")
MODULES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(path for app in APPS for path in (ROOT / app).glob("**/templates/**/*.html"))
CATALOGS = {path: polib.pofile(str(path)) for path in catalogues()}
ENTRIES = [entry for catalog in CATALOGS.values() for entry in catalog]
KNOWN = {(entry.msgctxt or "", entry.msgid) for entry in ENTRIES}
# Where the message stands in the call, and whether the first argument is its context.
MARKS = {"_": 0, "gettext": 0, "gettext_lazy": 0, "gettext_noop": 0, "ngettext": 0, "ngettext_lazy": 0}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def literal(node: ast.expr) -> str | None:
    """The text of a literal argument; None when it is computed."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def messages(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Context and message of every translation call with a literal message."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in MARKS and node.args and (text := literal(node.args[0])):
            yield "", text
        if name in IN_CONTEXT and len(node.args) > 1 and (text := literal(node.args[1])):
            yield literal(node.args[0]) or "", text


def test_every_message_of_a_module_is_in_a_catalog() -> None:
    used = {
        (str(path.relative_to(ROOT)), *found) for path in MODULES for found in messages(ast.parse(path.read_text()))
    }
    assert sorted(one for one in used if one[1:] not in KNOWN) == []


def test_every_message_of_a_template_is_in_a_catalog() -> None:
    call = re.compile(r"""{% translate (?:"([^"]+)"|'([^']+)')(?: context "([^"]+)")?""")
    used = {
        # A template looks a percent sign up doubled.
        (str(path.relative_to(ROOT)), context, (double or single).replace("%", "%%"))
        for path in TEMPLATES
        for double, single, context in call.findall(path.read_text("utf-8"))
    }
    assert sorted(one for one in used if one[1:] not in KNOWN) == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_catalog_is_complete_and_keeps_the_placeholders(path: Path) -> None:
    catalog = CATALOGS[path]
    assert [entry.msgid for entry in catalog.untranslated_entries() + catalog.fuzzy_entries()] == []
    for entry in catalog:
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for text in list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]:
            assert set(PLACEHOLDER.findall(text)) == wanted, entry.msgid


def test_what_a_permission_allows_is_said_in_chinese() -> None:
    assert sorted(text for text in PERMISSIONS.values() if ("", text) not in KNOWN) == []
