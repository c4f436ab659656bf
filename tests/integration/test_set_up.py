"""Set-up copies what pages use, compiles translations without gettext, and names what is missing."""

import json
import os
import time
from pathlib import Path

import polib
import pytest

from mrv import assets, frontend, messages


def test_files_of_the_table_are_copied_and_source_maps_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "node_modules" / "look" / "look.css"
    package.parent.mkdir(parents=True)
    package.write_text("a{color:red}\n/*# sourceMappingURL=look.css.map */\n")
    table = tmp_path / "table.json"
    table.write_text(json.dumps({"look/look.css": "static/look.css"}))
    for name, value in (("BASE_DIR", tmp_path), ("MODULES", tmp_path / "node_modules"), ("TABLE", table)):
        monkeypatch.setattr(frontend, name, value)
    assert frontend.copy() == 1
    assert (tmp_path / "static" / "look.css").read_text() == "a{color:red}\n"


def test_missing_front_end_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontend, "MODULES", tmp_path)
    with pytest.raises(SystemExit, match=r"gone/gone\.js is not in node_modules"):
        frontend._find("gone/gone.js")


def test_every_file_of_the_table_belongs_to_a_locked_package() -> None:
    table = json.loads(frontend.TABLE.read_text())
    locked = json.loads((frontend.BASE_DIR / "package-lock.json").read_text())["packages"]
    packages = ["/".join(source.split("/")[: 2 if source.startswith("@") else 1]) for source in table]
    assert [package for package in packages if f"node_modules/{package}" not in locked] == []


def test_old_node_is_not_used(tmp_path: Path) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho v12.22.9\n")
    node.chmod(0o755)
    assert frontend._major(str(node)) == 12 < frontend.OLDEST_NODE


def test_translation_is_compiled_once_and_again_when_it_changes(tmp_path: Path) -> None:
    source = tmp_path / "django.po"
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    catalogue.append(polib.POEntry(msgid="Report", msgstr="报告"))
    catalogue.save(str(source))
    assert messages.compile_catalogue(source)
    assert not messages.compile_catalogue(source)
    assert polib.mofile(str(source.with_suffix(".mo"))).find("Report").msgstr == "报告"
    later = time.time() + 5
    os.utime(source, (later, later))
    assert messages.compile_catalogue(source)


def test_fingerprint_of_static_files_does_not_change_by_itself() -> None:
    assert assets.fingerprint() == assets.fingerprint()
