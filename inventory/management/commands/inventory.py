"""`manage.py inventory compile | release | diff | verify | load`: the inventory from the command line.

`verify` needs no database: it re-derives everything a bundle states. Exit status 0 on success, 1 when the data is
wrong, 2 on wrong usage.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mrv.embedded import ensure_services


class Command(BaseCommand):
    """Dispatches to one function per verb."""

    help = "Compile, release, compare and verify city inventories."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One sub-command per verb."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        compiled = verbs.add_parser("compile", help="recount a year and say what it contains")
        release = verbs.add_parser("release", help="release a year as it stands")
        for one in (compiled, release):
            one.add_argument("--year", type=int, required=True)
            one.add_argument(
                "--jurisdiction", default="", help="GB/T 2260 code (default: the city of this installation)"
            )
        release.add_argument("--note", required=True, help="what the release is, or why it restates the one before")
        release.add_argument("--by", required=True, help="user name of the releasing person")
        release.add_argument("--min-enterprises", type=int, default=3, help="hide cells of fewer enterprises")
        diff = verbs.add_parser("diff", help="difference between two releases, by cause")
        diff.add_argument("before", help="public identifier of the earlier release")
        diff.add_argument("after", help="public identifier of the later release")
        verify = verbs.add_parser("verify", help="check a release bundle offline")
        verify.add_argument("bundle", type=Path)
        verify.add_argument("--keys", type=Path, help="JWK set of the platform, from /.well-known/jwks.json")
        verbs.add_parser("load", help="load the shipped base figures (population, product)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run one verb."""
        if options["verb"] != "verify":
            ensure_services()
        lines = VERBS[options["verb"]](options)
        self.stdout.write("\n".join(lines))


def verify(options: dict[str, Any]) -> list[str]:
    """What the check found; CommandError lists the faults."""
    from inventory.publication.verify import NotABundle, verify_bundle

    try:
        keys = json.loads(options["keys"].read_text()) if options["keys"] else None
        found = verify_bundle(options["bundle"].read_bytes(), keys=keys)
    except (OSError, NotABundle, ValueError) as error:
        raise CommandError(f"{options['bundle']}: {error}", returncode=1) from error
    if found.faults:
        raise CommandError("\n".join((f"{options['bundle']} is not what was released:", *found.faults)), returncode=1)
    manifest = found.manifest
    return [
        f"{manifest['jurisdiction']} {manifest['year']} release {manifest['number']}: whole, {found.cells} cells.",
        f"Content digest {found.content_hash}",
        f"Signature checked against {found.key_source}.",
    ]


def _place(options: dict[str, Any]) -> Any:
    from inventory.selectors.places import default_jurisdiction, find_jurisdiction

    place = find_jurisdiction(options["jurisdiction"]) if options["jurisdiction"] else default_jurisdiction()
    if place is None:
        raise CommandError("There is no such jurisdiction. Load the reference data first.", returncode=1)
    return place


def compile_year(options: dict[str, Any]) -> list[str]:
    """Recount, totals per sector, what a release would name."""
    from inventory.selectors.composition import cells_digest, cells_of, sources_of
    from inventory.selectors.market import market_discrepancies
    from inventory.selectors.recount import discrepancies

    place, year = _place(options), options["year"]
    cells = cells_of(place.pk, year)
    wrong = sum(1 for _ in discrepancies([year])) + len(market_discrepancies([year]))
    if wrong:
        raise CommandError(f"{wrong} cells do not equal a recount from the lines.", returncode=1)
    sources = sources_of(place.pk, year)
    reports = sum(source.origin == "enterprise" for source in sources)
    return [
        f"{place.code} {place} {year}: {len(cells)} cells of {reports} reports and {len(sources) - reports} area sources.",
        "Equal to a recount from the lines, to the last digit.",
        *_totals(cells),
        f"Digest of the cells {cells_digest(cells)}",
    ]


def _totals(cells: list[Any]) -> list[str]:
    from decimal import Decimal

    totals: dict[tuple[int, str], Decimal] = {}
    for cell in cells:
        totals[cell.scope, cell.sector_code] = totals.get((cell.scope, cell.sector_code), Decimal(0)) + Decimal(
            cell.co2e_t
        )
    lines = []
    for scope in sorted({scope for scope, _ in totals}):
        own = {sector: value for (of, sector), value in totals.items() if of == scope}
        lines += [f"scope {scope}  {sector:<8}{value:>24,.6f} t" for sector, value in sorted(own.items())]
        lines.append(f"scope {scope}  {'total':<8}{sum(own.values()):>24,.6f} t")
    return lines


def release_year(options: dict[str, Any]) -> list[str]:
    """Release what stands, for a named person."""
    from django.core.exceptions import PermissionDenied
    from django.utils import timezone

    from inventory.selectors.composition import cells_digest, cells_of
    from inventory.services.release_inventory import ReleaseOrder, ReleaseRefused, release_inventory
    from mrv.core.actor import actor_for
    from mrv.core.models import Person

    person = Person.objects.filter(username=options["by"]).first()
    if person is None:
        raise CommandError(f"There is no person {options['by']}.", returncode=1)
    place, year = _place(options), options["year"]
    digest = cells_digest(cells_of(place.pk, year))
    order = ReleaseOrder(place.pk, year, options["note"], digest, options["min_enterprises"])
    try:
        made = release_inventory(order=order, by=actor_for(person), at=timezone.now())
    except (ReleaseRefused, PermissionDenied) as refusal:
        raise CommandError(str(refusal), returncode=1) from refusal
    return [f"{place.code} {year} release {made.number}: {made.public_id}", f"Content digest {made.content_hash}"]


def diff(options: dict[str, Any]) -> list[str]:
    """The difference by cause."""
    from django.core.exceptions import ValidationError

    from inventory.models import InventoryRelease
    from inventory.selectors.comparison import compare, stand_of_release

    try:
        before, after = (InventoryRelease.objects.get(public_id=options[name]) for name in ("before", "after"))
    except (InventoryRelease.DoesNotExist, ValidationError) as error:
        raise CommandError("There is no such release; give the identifiers of two releases.", returncode=1) from error
    found = compare(stand_of_release(before), stand_of_release(after))
    parts = [f"{cause.value:<12}{tonnes:>24,.6f} t" for cause, tonnes in found.by_cause().items()]
    return [
        f"{'before':<12}{found.before_t:>24,.6f} t",
        *parts,
        f"{'after':<12}{found.after_t:>24,.6f} t",
    ]


def load(options: dict[str, Any]) -> list[str]:
    """The shipped base figures."""
    from inventory.services.load_base_figures import load_base_figures
    from mrv.core.actor import system_actor

    return [f"base figures: {load_base_figures(by=system_actor('reference'))} new"]


VERBS = {"compile": compile_year, "release": release_year, "diff": diff, "verify": verify, "load": load}
