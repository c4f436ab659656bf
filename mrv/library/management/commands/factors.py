"""``manage.py factors list|show|diff|import|release``: the library from the command line.

Exit status 0 on success, 1 when the data stand in the way, 2 on wrong usage; errors on stderr.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from mrv.core.actor import Actor, actor_for
from mrv.core.factor_files.head import SetHead
from mrv.core.factor_files.read import read_factor_file
from mrv.core.models import EmissionFactor, FactorSet, Person
from mrv.core.services.factors.import_factor_set import ImportOutcome, import_factor_set
from mrv.core.services.factors.propose_factor_set import propose_factor_set
from mrv.core.services.factors.reject_factor_set import reject_factor_set
from mrv.core.services.factors.release_factor_set import release_factor_set
from mrv.core.services.transition import ReasonMissing
from mrv.library.api.records import csv_lines, listed_names
from mrv.library.selectors.comparison import compare_sets
from mrv.library.selectors.search import Question, find_factors
from mrv.library.tabular import comparison_lines
from mrv.workflow import IllegalTransition

HEAD_FIELDS = ("title_zh", "title_en", "publisher", "document", "purpose", "grade", "valid_from", "valid_to", "note")


class Command(BaseCommand):
    """The factor library from the command line."""

    help = "List, show, compare, import, propose, release and reject factor sets."

    def add_arguments(self, parser: CommandParser) -> None:
        """One subcommand per verb of the stewards, and three that only read."""
        verbs = parser.add_subparsers(
            dest="verb", required=True, metavar="list|show|diff|import|propose|release|reject"
        )
        listing = verbs.add_parser("list", help="all sets with version, state, validity and number of values")
        listing.add_argument("--all", action="store_true", help="drafts, proposals and older versions too")
        show = verbs.add_parser("show", help="the values of a set as csv")
        show.add_argument("set", help="CODE (the version in force) or CODE@VERSION")
        show.add_argument("--search", default="", help="only values that fit these words")
        diff = verbs.add_parser("diff", help="two sets or versions value by value as csv")
        diff.add_argument("first")
        diff.add_argument("second")
        diff.add_argument("--year", type=int, help="values in force at the end of this year")
        self._add_steward_verbs(verbs)

    def _add_steward_verbs(self, verbs: Any) -> None:
        load = verbs.add_parser("import", help="a csv or xlsx file as the draft of the next version")
        load.add_argument("file", type=Path)
        load.add_argument("--set", required=True, dest="code", help="code of the set")
        load.add_argument("--head", type=Path, help="yaml file with title_zh, title_en, publisher ... of a new set")
        load.add_argument("--dry-run", action="store_true", help="check and compare, store nothing")
        propose = verbs.add_parser("propose", help="put a draft forward")
        propose.add_argument("--note", required=True, help="what changes, and why")
        release = verbs.add_parser("release", help="put a proposal into force; not by who proposed it")
        reject = verbs.add_parser("reject", help="turn a proposal down")
        reject.add_argument("--reason", required=True)
        for verb in (propose, release, reject):
            verb.add_argument("set", help="CODE@VERSION")
        for verb in (load, propose, release, reject):
            verb.add_argument("--by", required=True, help="user name of the steward")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the verb says; what stands in the way becomes an error with status 1."""
        work = getattr(self, f"_{options['verb']}")
        try:
            with translation.override("en"):
                work(options)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        except (PermissionDenied, IllegalTransition, ReasonMissing) as refusal:
            raise CommandError(str(refusal)) from refusal

    def _list(self, options: dict[str, Any]) -> None:
        sets = FactorSet.objects.order_by("code", "-version")
        shown = sets if options["all"] else sets.filter(state="released")
        self._table(
            ("set", "state", "purpose", "grade", "valid", "values", "title"),
            [
                (str(one), one.state, one.purpose, one.grade, _validity(one), str(one.factors.count()), one.title_en)
                for one in shown
            ],
        )

    def _show(self, options: dict[str, Any]) -> None:
        found = self._find(options["set"])
        factors = find_factors(Question(text=options["search"], factor_set=found.pk), _steward_view())
        rows: Iterable[EmissionFactor] = factors.order_by("fuel", "parameter", "gas", "geography", "pk")
        self._csv(csv_lines(rows, listed_names()))

    def _diff(self, options: dict[str, Any]) -> None:
        first, second = self._find(options["first"]), self._find(options["second"])
        found = compare_sets(first, second, year=options["year"])
        self._csv(comparison_lines(found, str(first), str(second)))
        self.stderr.write(
            f"{len(found.pairs)} stated by both, {len(found.differing)} of them differ; "
            f"{len(found.only_first)} only in {first}, {len(found.only_second)} only in {second}."
        )

    def _import(self, options: dict[str, Any]) -> None:
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        outcome = import_factor_set(
            head=self._head(options["code"], options["head"]),
            file=read_factor_file(data),
            by=_person(options["by"]),
            file_name=options["file"].name,
            dry_run=options["dry_run"],
        )
        self._tell(outcome)

    def _tell(self, outcome: ImportOutcome) -> None:
        for found in outcome.problems:
            self.stderr.write(f"row {found.row or '-'}, {found.column or 'file'}: {found.text.en}")
        if outcome.problems:
            raise CommandError(f"{len(outcome.problems)} problems; nothing was stored.")
        difference = outcome.difference
        against = f" against {outcome.against}" if outcome.against else ""
        self.stdout.write(
            f"{outcome.row_count} rows{against}: {len(difference.added)} added, {len(difference.changed)} changed, "
            f"{len(difference.removed)} removed, {difference.unchanged} unchanged."
        )
        stored = outcome.factor_set
        self.stdout.write(f"Stored as draft {stored}." if stored else "Dry run: nothing was stored.")

    def _propose(self, options: dict[str, Any]) -> None:
        found = propose_factor_set(
            factor_set=self._find(options["set"]), by=_person(options["by"]), note=options["note"]
        )
        self.stdout.write(f"{found} is proposed; a second steward releases it.")

    def _release(self, options: dict[str, Any]) -> None:
        found = release_factor_set(factor_set=self._find(options["set"]), by=_person(options["by"]))
        self.stdout.write(f"{found} is released.")

    def _reject(self, options: dict[str, Any]) -> None:
        found = self._find(options["set"])
        reject_factor_set(factor_set=found, by=_person(options["by"]), reason=options["reason"])
        self.stdout.write(f"{found} is rejected.")

    def _find(self, reference: str) -> FactorSet:
        code, _at, version = reference.partition("@")
        versions = FactorSet.objects.filter(code=code).order_by("-version")
        if version:
            found = versions.filter(version=int(version)).first() if version.isdigit() else None
        else:
            found = versions.filter(state="released").first() or versions.first()
        if found is None:
            raise CommandError(f"There is no factor set {reference}. See: manage.py factors list --all")
        return found

    def _head(self, code: str, path: Path | None) -> SetHead:
        """The head of the file, or that of the version before."""
        if path is not None:
            return _head_of_file(code, path)
        newest = FactorSet.objects.filter(code=code).order_by("-version").first()
        if newest is None:
            raise CommandError(f"{code} is a new set: name its titles, publisher and validity with --head FILE.yaml")
        return SetHead(code=code, **{name: getattr(newest, name) for name in HEAD_FIELDS})

    def _csv(self, lines: Iterable[Sequence[str]]) -> None:
        csv.writer(self.stdout, lineterminator="\n").writerows(lines)

    def _table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        widths = [max(len(row[place]) for row in (header, *rows)) for place in range(len(header))]
        for row in (header, *rows):
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())


def _validity(found: FactorSet) -> str:
    return f"{found.valid_from} - {found.valid_to or ''}".rstrip()


def _person(username: str) -> Actor:
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise CommandError(f"There is no user {username}.")
    return actor_for(person)


def _steward_view() -> Actor:
    """Whoever runs commands on the server sees every version."""
    return Actor(label="command line", permissions=frozenset({"factor:propose"}), is_system=True)


def _head_of_file(code: str, path: Path) -> SetHead:
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    known = {*HEAD_FIELDS, "geography"}
    missing = sorted(known - {"valid_to", "note", "geography"} - set(given or {}))
    if missing:
        raise CommandError(f"{path} lacks {', '.join(missing)}.")
    return SetHead(code=code, **{name: value for name, value in given.items() if name in known})
