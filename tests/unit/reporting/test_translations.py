"""Every word of the reporting pages is there in Chinese."""

import re
from pathlib import Path

import polib

APP = Path(__file__).resolve().parents[3] / "reporting"
CATALOG = polib.pofile(str(APP / "locale/zh_Hans/LC_MESSAGES/django.po"))
KNOWN = {entry.msgid for entry in CATALOG}


def test_every_message_of_reporting_is_translated() -> None:
    assert [entry.msgid for entry in CATALOG.untranslated_entries() + CATALOG.fuzzy_entries()] == []


def test_translations_keep_the_placeholders_of_their_message() -> None:
    broken = []
    for entry in CATALOG:
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        wanted = set(re.findall(r"%\(\w+\)[sd]", entry.msgid_plural or entry.msgid))
        broken += [text for text in texts if set(re.findall(r"%\(\w+\)[sd]", text)) != wanted]
    assert broken == []


def test_every_message_a_template_or_a_module_uses_is_in_the_catalog() -> None:
    used: set[str] = set()
    for path in APP.glob("templates/**/*.html"):
        found = re.findall(r"{% translate (?:\"([^\"]+)\"|'([^']+)')", path.read_text("utf-8"))
        used |= {double or single for double, single in found}
    for path in APP.rglob("*.py"):
        used |= set(re.findall(r"\b_\(\s*\"((?:[^\"\\]|\\.)+)\"\s*,?\s*\)", path.read_text("utf-8")))
    assert {text for text in used if text not in KNOWN} == set()
