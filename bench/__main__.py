"""Run the measures and show one table: python -m bench [P4 P8 ...]. Results go to bench/results/latest.json."""

import argparse
import sys
import time
import traceback
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from bench import database
from bench.harness import MEASURES, Figure
from bench.page import by_number, keep
from bench.results import write

MODULES = (
    "declared_rows",
    "exact_lines",
    "stored_version",
    "recalculation",
    "roll_up",
    "dashboard",
    "lists",
    "exports",
    "submission",
    "ledger",
)
LATEST = Path(__file__).parent / "results" / "latest.json"
BASELINE = LATEST.with_name("baseline.json")
PAGE = Path(__file__).parents[1] / "docs" / "speed.md"
HEAD = f"{'':4} {'goal':>9} {'ratio':>8} {'IQR':>7}  {'verdict':7} "


def main(arguments: list[str]) -> int:
    """0 when every figure was measured, whether it meets its goal or not; 1 when one broke; 2 on wrong usage."""
    database.prepare_environment()
    import django

    django.setup()
    for name in MODULES:
        import_module(f"bench.{name}")
    wanted, is_kept = _parse(arguments)
    is_whole = len(wanted) == len(MEASURES)
    print(f"{len(wanted)} measures, each against its reference, turn by turn. Preparing the database ...", flush=True)
    database.create()
    figures: list[Figure] = []
    try:
        print(HEAD, flush=True)
        for name in wanted:
            figures += _run(name)
    finally:
        database.drop()
    write(LATEST, figures, at=datetime.now(UTC))
    print(f"\nWritten to bench/results/{LATEST.name}")
    if is_kept:
        keep(LATEST, BASELINE, PAGE, is_whole=is_whole)
        print(f"Kept in bench/results/{BASELINE.name} and docs/{PAGE.name}")
    return 0 if len(figures) == len(wanted) else 1


def _parse(arguments: list[str]) -> tuple[list[str], bool]:
    known = sorted(MEASURES, key=by_number)
    parser = argparse.ArgumentParser(prog="python -m bench", description="Ratios of speed, see docs/speed.md.")
    parser.add_argument("measures", nargs="*", metavar="ID", help=f"one of {', '.join(known)}; default: all")
    parser.add_argument("--keep", action="store_true", help="put the results among the figures of docs/speed.md")
    parsed = parser.parse_args(arguments)
    given = [name.upper() for name in parsed.measures]
    unknown = sorted(set(given) - set(known))
    if unknown:
        parser.error(f"unknown measure {', '.join(unknown)}; known: {', '.join(known)}")
    return [name for name in known if name in given] or known, bool(parsed.keep)


def _run(name: str) -> list[Figure]:
    """Measure and show; a measure that breaks is shown as broken, and the others go on."""
    started = time.monotonic()
    try:
        figure = MEASURES[name]()
    except Exception:
        print(f"{name:4} broken", flush=True)
        traceback.print_exc()
        return []
    taken = time.monotonic() - started
    print(
        f"{figure.id:4} {figure.goal!s:>9} {figure.ratio:7.2f}x {figure.spread:7.2f}  {figure.verdict:7} {figure.what}\n"
        f"{'':40} against {figure.against}\n{'':40} {figure.comparison.note} ({taken:.0f} s)",
        flush=True,
    )
    return [figure]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
