"""`manage.py examples FILE`: run published worked examples through the engine; needs no database."""

import re
import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from inventory import examples as analysis_mappings
from mrv.examples import mappings as engine_mappings
from mrv.examples.format import Example, FormatError, read_lines
from mrv.examples.readable import read_document
from mrv.examples.registry import MAPPINGS
from mrv.examples.runner import Verdict, run

REGISTERED_BY = (engine_mappings, analysis_mappings)


def read_examples(path: Path) -> list[Example | FormatError]:
    """Examples of a JSON lines file with what is wrong with its lines, or of a readable one (.yaml)."""
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix in {".yaml", ".yml"}:
        return list(read_document(text, path.name))
    return list(read_lines(re.split(r"\r\n?|\n", text)))


class Command(BaseCommand):
    """Prints one line per failure, then the counts; exit status 1 if any failed, 2 if the file cannot be read."""

    help = "Run worked examples (JSON lines, or YAML in the form of tests/worked_examples) through the engine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to name what no mapping understands."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--show-unsupported", action="store_true", help="name every unsupported example too")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run all examples of the file."""
        try:
            listed = read_examples(options["file"])
        except (OSError, UnicodeDecodeError, FormatError) as error:
            self.stderr.write(f"Cannot read {options['file']}: {error}")
            sys.exit(2)
        counts: Counter[Verdict] = Counter()
        for result in run(listed):
            counts[result.verdict] += 1
            shown = result.verdict is Verdict.FAILED or (
                result.verdict is Verdict.UNSUPPORTED and options["show_unsupported"]
            )
            if shown:
                self.stdout.write(str(result))
        self.stdout.write(", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict))
        if options["verbosity"] > 1:
            self.stdout.write(f"{len(MAPPINGS)} method names are mapped.")
        if counts[Verdict.FAILED]:
            sys.exit(1)
