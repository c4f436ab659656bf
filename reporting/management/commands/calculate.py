"""The offline calculator: an activity template or JSON lines in, emission lines out; no database is asked."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mrv.accounting.catalogue import method as find_method
from mrv.accounting.errors import AccountingError
from mrv.accounting.gwp import GwpSet
from mrv.accounting.quantity import Quantity
from mrv.reference.tables import FixtureError
from reporting.calculation.declared import plain
from reporting.calculation.library import Library
from reporting.calculation.lines import Line
from reporting.offline.facts import DEFAULT_SETS, gwp_set, library
from reporting.offline.inputs import given_inputs
from reporting.offline.outcome import FORMATS, Record, record, shown
from reporting.offline.template import compute_file


class Command(BaseCommand):
    """``manage.py calculate FILE``: exit status 1 if a row or line cannot be computed, 2 for wrong usage."""

    help = "Compute an activity template (csv, xlsx), or JSON lines from standard input (FILE is -)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, or the inputs, and what to compute them with."""
        parser.add_argument("file", help="activity template, or - for JSON lines {method, inputs}")
        parser.add_argument("--factor-set", action="append", dest="sets", help=f"default {', '.join(DEFAULT_SETS)}")
        parser.add_argument("--gwp", default="AR5", help="GWP set (default AR5)")
        parser.add_argument("--year", type=int, default=timezone.localdate().year - 1, help="year of the activity")
        parser.add_argument("--geography", default="CN", help="GB/T 2260 code of the place (default CN)")
        parser.add_argument("--format", choices=FORMATS, default="table")
        parser.add_argument("--explain", action="store_true", help="show formula, numbers and sources")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute and print; CommandError (status 1) lists every problem."""
        try:
            gwp = gwp_set(options["gwp"])
            if options["file"] == "-":
                records = list(_from_lines(gwp, options["explain"]))
            else:
                found = library(
                    options["sets"] or DEFAULT_SETS, year=options["year"], geography=options["geography"], gwp=gwp
                )
                records = _from_file(Path(options["file"]), found, options["explain"])
        except (AccountingError, FixtureError, ValueError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(shown(records, options["format"]), ending="")


def _from_lines(gwp: GwpSet, explain: bool) -> Iterator[Record]:
    for number, text in enumerate(sys.stdin, 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text, parse_float=str, parse_int=str)
            result = find_method(str(line["method"])).calculate(given_inputs(line["inputs"]), gwp=gwp)
        except AccountingError as error:
            raise CommandError(f"Line {number}: {error}") from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            expected = '{"method": ..., "inputs": {name: {"value": "1", "unit": "t"}}}'
            raise CommandError(f"Line {number} is not {expected}: {error}") from error
        activity = line["inputs"].get(result.method.activity, {})
        amount = f"{activity.get('value', '')} {activity.get('unit', '')}".strip() if activity else ""
        yield record(str(line.get("id", number)), amount, result, explain=explain)


def _from_file(path: Path, found: Library, explain: bool) -> list[Record]:
    outcome = compute_file(path.read_bytes(), found)
    if isinstance(outcome, list):
        raise CommandError("\n".join(f"Row {p.row or '-'}, {p.column or 'file'}: {p.text.en}" for p in outcome))
    if outcome.outcomes:
        raise CommandError("\n".join(f"{problem.pointer}: {problem.text.en}" for problem in outcome.outcomes))
    return [_record_of(line, found.gwp, explain) for line in outcome.lines]


def _record_of(line: Line, gwp: GwpSet, explain: bool) -> Record:
    amount = Quantity.of(plain(line.declared.quantity), line.declared.unit)
    inputs = {**line.inputs.given, line.stream.activity_parameter: amount}
    sources = {name: str(kept["source"]) for name, kept in line.inputs.record.items() if kept.get("source")}
    result = line.method.calculate(inputs, gwp=gwp, sources=sources)
    period = "year" if line.month is None else f"{line.month:02d}"
    return record(f"{line.stream.code}/{period}", str(amount), result, explain=explain)
