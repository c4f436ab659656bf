"""Districts of ``fixtures/districts.csv`` into the tree of GB/T 2260 codes."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.models import District
from mrv.core.services.record import record
from mrv.reference import DistrictFact
from mrv.reference import load_districts as read_districts


@transaction.atomic
def load_districts(*, by: Actor, at: datetime) -> int:
    """Create or correct the districts; answers how many are new."""
    known = {(district.code, district.valid_from): district for district in District.objects.all()}
    places: dict[str, District] = {}
    new = 0
    for fact in read_districts():
        district = known.get((fact.code, fact.valid_from)) or District(code=fact.code, valid_from=fact.valid_from)
        new += district.pk is None
        _fill(district, fact, places)
        district.save()
        places[fact.code] = district
    if new:
        record("core:district:load", about=places["000000"], by=by, at=at, payload={"new": new})
    return new


def _fill(district: District, fact: DistrictFact, places: dict[str, District]) -> None:
    district.level = fact.level
    district.parent = places.get(fact.parent)
    district.name_zh = fact.name_zh
    district.name_en = fact.name_en
    district.valid_to = fact.valid_to
    district.successor = places.get(fact.successor)
