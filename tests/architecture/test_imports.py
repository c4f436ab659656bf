"""Apps import one way and pure modules reach no framework, at any depth (contracts in pyproject.toml)."""

import subprocess
import sys
import tomllib

import pytest

from tests.architecture import tree

PURE_NAMES = (
    "accounting",
    "workflow",
    "roles",
    "states",
    "checks",
    "materiality",
    "independence",
    "tables",
    "analysis",
)
# Tables of the operations pages are a view's business, not rules on values.
NOT_RULES = {"mrv.operations.tables", "mrv.portal.states", "mrv.reference.tables", "inventory.registry.tables"}


def contracts() -> list[dict[str, object]]:
    settings = tomllib.loads(tree.text_of(tree.Path("pyproject.toml")))
    return list(settings["tool"]["importlinter"]["contracts"])


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=tree.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout


def test_every_pure_module_is_named_in_the_purity_contract() -> None:
    purity = next(contract for contract in contracts() if contract["type"] == "forbidden")
    named = set(purity["source_modules"])
    expected = set()
    for path in tree.program():
        parts = list(path.with_suffix("").parts)
        found = next((i for i, part in enumerate(parts) if part in PURE_NAMES and i <= 2), None)
        if found is not None:
            expected.add(".".join(parts[: found + 1]))
    assert expected - NOT_RULES - named == set()


@pytest.mark.parametrize("name", ["utils", "helpers", "util", "helper", "common", "misc"])
def test_no_module_is_a_drawer_for_everything(name: str) -> None:
    assert [path for path in tree.tracked() if path.stem == name or name in path.parts] == []


def test_tests_and_bench_are_imported_by_no_app() -> None:
    guilty = [
        str(path)
        for path in tree.program()
        for line in tree.text_of(path).splitlines()
        if line.startswith(("from tests", "import tests", "from bench", "import bench"))
    ]
    assert guilty == []
