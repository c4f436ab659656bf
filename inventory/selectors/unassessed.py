"""What was stored before its uncertainty, or the gases of its profile, were kept: reports and area sources."""

from django.db.models import Count, Q, QuerySet

from inventory.models import AreaSource
from inventory.states import Basis
from reporting.models import UncertaintyProfile
from reporting.selectors.uncertainty import unassessed


def unassessed_sources() -> QuerySet[AreaSource]:
    """Area sources that count and were not assessed, in order."""
    without_gases = UncertaintyProfile.objects.filter(gases={}).values("digest")
    found = AreaSource.objects.current().filter(assessment__isnull=True).exclude(basis=Basis.NOTATION.value)
    never = Q(uncertainty_profile="", uncertainty_percent=None)
    return found.filter(never | Q(uncertainty_profile__in=without_gases)).order_by("pk")


def versions_to_assess() -> list[tuple[int, int]]:
    """Versions with a result in force whose lines were not assessed, in order, with how many."""
    counted = unassessed().order_by().values("version_id").annotate(lines=Count("pk")).order_by("version_id")
    return list(counted.values_list("version_id", "lines"))
