"""What kind of data stands behind a table: whether demonstration data is in it, and which sources are cited."""

from inventory.models import AreaSource, Posting
from inventory.selectors.sources import Choice


def is_synthetic(choice: Choice) -> bool:
    """Demonstration data is contained."""
    if choice.release is not None:
        return choice.release.is_synthetic
    source = choice.source
    held = Posting.objects.filter(
        jurisdiction_id=source.jurisdiction_id, year__in=source.years, reversed_at__isnull=True
    )
    by_report = held.filter(version__report__facility__is_synthetic=True)
    return held.filter(area_source__is_synthetic=True).exists() or by_report.exists()


def provenances(jurisdiction_id: int, year: int) -> set[str]:
    """Kinds of statements the area sources of a year rest on."""
    sources = AreaSource.objects.current().filter(jurisdiction_id=jurisdiction_id, year=year)
    return set(sources.values_list("provenance", flat=True).distinct())
