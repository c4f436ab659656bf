"""Load the shipped base figures; what an authority has entered since is left alone."""

from inventory.models import BaseFigure
from inventory.selectors.places import find_jurisdiction
from mrv.core.actor import Actor
from mrv.core.services.record import record
from mrv.reference.base_figures import load_base_figures as read_base_figures


def load_base_figures(*, by: Actor) -> int:
    """Number of figures that are new."""
    new = 0
    for fact in read_base_figures():
        place = find_jurisdiction(fact.jurisdiction)
        if place is None:
            continue
        figure, is_new = BaseFigure.objects.get_or_create(
            jurisdiction=place,
            year=fact.year,
            kind=fact.kind,
            defaults={
                "value": fact.value,
                "unit": fact.unit,
                "source": fact.source,
                "source_en": fact.source_en,
                "is_checked": fact.is_checked,
            },
        )
        if is_new:
            new += 1
            payload = {"kind": fact.kind, "year": fact.year, "value": str(fact.value)}
            record("inventory:base_figure:load", about=figure, by=by, payload=payload)
    return new
