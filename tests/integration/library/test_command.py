"""``manage.py factors``: reads for everybody at the console, acts in the name of a steward."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from mrv.core.models import FactorSet
from tests.factories import World
from tests.integration.library.cast import file_of

HEAD = """
title_zh: 新因子集
title_en: New set
publisher: Test
document: Test, table 1
purpose: any
grade: C
valid_from: 2015-01-01
"""


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("factors", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    head, values = tmp_path / "head.yaml", tmp_path / "values.csv"
    head.write_text(HEAD)
    values.write_bytes(file_of({}, {"key": "gasoline"}))
    return str(head), str(values)


def test_sets_are_listed_shown_and_compared(library: Any) -> None:
    assert "NDRC-2015 v1" in run("list")
    assert "22.867" in run("show", "MEE-PLATFORM", "--search", "anthracite")
    difference = run("diff", "NDRC-2015", "MEE-PLATFORM@1", "--year", "2022")
    assert "-1.648" in difference


def test_an_unknown_set_is_an_error_that_says_where_to_look(library: Any) -> None:
    with pytest.raises(CommandError, match="factors list --all"):
        run("show", "NOPE")


def test_a_set_is_imported_proposed_and_released_by_two_stewards(cast: World, files: tuple[str, str]) -> None:
    head, values = files
    load = ("import", values, "--set", "NEW-SET", "--head", head, "--by", "factor_steward")
    assert "2 rows: 2 added" in run(*load, "--dry-run")
    assert not FactorSet.objects.exists()
    assert "Stored as draft NEW-SET v1" in run(*load)
    run("propose", "NEW-SET@1", "--by", "factor_steward", "--note", "First version.")
    with pytest.raises(CommandError, match="second steward"):
        run("release", "NEW-SET@1", "--by", "factor_steward")
    assert "is released" in run("release", "NEW-SET@1", "--by", "second_factor_steward")
    assert "NEW-SET v1" in run("list")


def test_problems_of_a_file_are_listed_and_nothing_is_stored(cast: World, files: tuple[str, str]) -> None:
    head, values = files
    Path(values).write_bytes(file_of({"unit": "tC/GJ"}))
    errors = io.StringIO()
    with pytest.raises(CommandError, match="1 problems; nothing was stored"):
        call_command(
            "factors", "import", values, "--set", "NEW-SET", "--head", head, "--by", "factor_steward", stderr=errors
        )
    assert "row 2, unit:" in errors.getvalue()
    assert not FactorSet.objects.exists()


def test_a_new_set_needs_its_head_and_a_steward(cast: World, files: tuple[str, str]) -> None:
    head, values = files
    with pytest.raises(CommandError, match="--head"):
        run("import", values, "--set", "NEW-SET", "--by", "factor_steward")
    with pytest.raises(CommandError, match="factor:propose"):
        run("import", values, "--set", "NEW-SET", "--head", head, "--by", "regulator")
    with pytest.raises(CommandError, match="no user nobody"):
        run("import", values, "--set", "NEW-SET", "--head", head, "--by", "nobody")


def test_a_proposal_is_rejected_with_its_reason(cast: World, files: tuple[str, str]) -> None:
    head, values = files
    run("import", values, "--set", "NEW-SET", "--head", head, "--by", "factor_steward")
    run("propose", "NEW-SET", "--by", "factor_steward", "--note", "First version.")
    assert "is rejected" in run("reject", "NEW-SET", "--by", "second_factor_steward", "--reason", "Misread.")
