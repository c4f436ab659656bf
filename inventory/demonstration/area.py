"""What no enterprise reports: area sources, recorded by the inventory compiler, implied activity and labelled so."""

from inventory.area.drafts import AreaDraft
from inventory.demonstration.register import FACTOR_SETS
from inventory.services.record_area_sources import record_area_sources
from mrv.core.actor import actor_for
from mrv.core.models import District, Person
from mrv.reference import demo_city


def record_year(city: District, year: int) -> int:
    """Record the area sources of one published year; those already there are left alone."""
    rows = demo_city.build(year).area_sources
    drafts = [_draft(row) for row in rows]
    compiler = actor_for(Person.objects.get(username="compiler"))
    return len(record_area_sources(jurisdiction=city, drafts=drafts, by=compiler))


def _draft(row: demo_city.AreaRow) -> AreaDraft:
    return AreaDraft(
        code=row.code,
        year=row.year,
        district=row.district,
        sector=row.sector,
        source=row.data_source,
        fuel=row.stream,
        quantity=format(row.quantity, "f"),
        unit=row.unit,
        method=row.method,
        factor_sets=tuple(FACTOR_SETS),
        provenance="implied",
        proxy=row.proxy,
        is_synthetic=True,
        reason="Published sector totals of the demonstration city",
    )
