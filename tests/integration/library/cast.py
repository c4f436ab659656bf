"""A set of the library and a file of its next version, for tests of the stewards' way."""

import csv
import io
from datetime import date
from typing import Any

from django.utils import timezone

from mrv.core.factor_files.head import SetHead
from mrv.core.factor_files.read import read_factor_file
from mrv.core.models import FactorSet
from mrv.core.services.factors.import_factor_set import ImportOutcome, import_factor_set
from mrv.core.services.reference.load_factor_set import load_factor_set
from mrv.core.services.reference.load_fuels import load_fuels
from mrv.core.services.reference.load_gwp_sets import load_gwp_sets
from mrv.core.services.reference.system_principal import LOADER, RELEASE_CHECK, system_principal
from mrv.reference import load_factor_set as read_set
from tests.factories import World

HEAD = SetHead(
    code="NEW-SET",
    title_zh="新因子集",
    title_en="New set",
    publisher="Test",
    document="Test, table 1",
    purpose="any",
    grade="C",
    valid_from=date(2015, 1, 1),
)
ROW = {
    "key": "diesel",
    "parameter": "net_calorific_value",
    "gas": "",
    "value": "42.652",
    "unit": "GJ/t",
    "geography": "CN",
    "valid_from": "2015-01-01",
    "valid_to": "",
    "source": "Test, table 1, row 3",
    "grade": "B",
    "flag": "",
    "note": "",
}


CODES = ("NDRC-2015", "MEE-PLATFORM", "CN-GRID-AVG", "SH-ETS")


def load_library() -> dict[str, FactorSet]:
    """Four shipped sets that contradict each other, fuels and warming potentials; the sets by code."""
    at, loader, check = timezone.now(), system_principal(LOADER), system_principal(RELEASE_CHECK)
    load_fuels(by=loader, at=at)
    load_gwp_sets(by=loader, at=at)
    for code in CODES:
        load_factor_set(read_set(code), proposer=loader, releaser=check, at=at)
    return {found.code: found for found in FactorSet.objects.all()}


def file_of(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    """A csv with these rows; each names what differs from the usual one."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(ROW), delimiter=delimiter)
    writer.writeheader()
    writer.writerows({**ROW, **row} for row in rows)
    return text.getvalue().encode()


def imported(cast: World, *rows: dict[str, str], name: str = "factor_steward", **options: Any) -> ImportOutcome:
    """What importing these rows came to."""
    head = options.pop("head", HEAD)
    file = read_factor_file(file_of(*(rows or ({},))))
    return import_factor_set(head=head, file=file, by=cast.actor(name), file_name="new.csv", **options)


def draft(cast: World, *rows: dict[str, str], **options: Any) -> FactorSet:
    """The draft these rows make."""
    outcome = imported(cast, *rows, **options)
    assert outcome.factor_set is not None, [found.text.en for found in outcome.problems]
    return outcome.factor_set
