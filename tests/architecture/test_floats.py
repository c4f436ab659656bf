"""No float touches a number of record: who may make one outside of the pure engine, and why."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("reporting", "verification", "inventory", "mrv/core")
#: Statistics, charts and guards; the numbers they see are never stored as amounts.
ALLOWED = {
    "reporting/calculation/simulating.py": "approach 2 is a statistic; what it stores are percentiles",
    "reporting/checks/peers.py": "robust score of an intensity among peers",
    "reporting/selectors/peers.py": "intensities of peers for that score",
    "reporting/intake/annotate.py": "how a workbook cell is typed, only where the text survives",
    "reporting/intake/template.py": "how a workbook cell is typed, only where the text survives",
    "reporting/intake/check_rows.py": "which quantities are in range beyond doubt; the others are compared exactly",
    "reporting/intake/triples.py": "the range those are held against",
    "mrv/core/workbooks/child.py": "workbooks hold floats; their shortest exact text is what is read",
    "inventory/analysis": "trend statistics",
    "inventory/examples": "worked examples of trend statistics",
}


def floats() -> Iterator[str]:
    """Modules that call float, or numpy's, or hand it to a call."""
    for path in (path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            used = [node.func, *node.args] if isinstance(node, ast.Call) else []
            names = {one.id if isinstance(one, ast.Name) else getattr(one, "attr", "") for one in used}
            if names & {"float", "float64", "FloatField"}:
                yield path.relative_to(ROOT).as_posix()


def test_floats_are_made_only_where_a_reason_is_given() -> None:
    found = sorted({place for place in floats() if not any(place.startswith(known) for known in ALLOWED)})
    assert found == []


def test_every_reason_is_still_needed() -> None:
    places = set(floats())
    without_calls = {
        "reporting/checks/peers.py",
        "reporting/intake/triples.py",
        "inventory/analysis",
        "mrv/core/workbooks/child.py",
    }
    assert [
        known for known in ALLOWED if known not in without_calls and not any(p.startswith(known) for p in places)
    ] == []
