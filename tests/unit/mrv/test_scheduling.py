"""Tests that start real processes stay in one parallel worker."""

from pathlib import Path

from tests.scheduling import ROOT, group_of


def test_every_module_of_faults_names_its_group() -> None:
    modules = sorted(path.relative_to(ROOT) for path in Path(ROOT, "tests", "faults").glob("test_*.py"))
    assert {group_of(str(path)) for path in modules} == {"faults", "serving"}


def test_other_modules_are_in_no_group() -> None:
    assert group_of("tests/unit/mrv/test_scheduling.py") == ""
