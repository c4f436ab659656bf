"""Factor sets as visitors see them."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from mrv.core.actor import Actor
from mrv.core.models import FactorSet

IN_PROPOSAL = ("draft", "proposed", "rejected")


def shown_sets(actor: Actor) -> QuerySet[FactorSet]:
    """Released sets in their newest version, with the number of values and of flagged ones."""
    flagged = Count("factors", filter=~Q(factors__flag=""))
    return (
        FactorSet.objects.visible_to(actor)
        .filter(state="released")
        .annotate(value_count=Count("factors"), flagged_count=flagged)
        .order_by("code", "-version")
    )


def proposals() -> QuerySet[FactorSet]:
    """Versions on their way: drafts, proposals, rejected ones; newest first."""
    return (
        FactorSet.objects.filter(state__in=IN_PROPOSAL)
        .select_related("proposed_by")
        .annotate(value_count=Count("factors"))
        .order_by("-pk")
    )


def versions_of(code: str, actor: Actor) -> Sequence[FactorSet]:
    """All versions of a set the actor may see, newest first."""
    versions = FactorSet.objects.visible_to(actor).filter(code=code)
    return list(versions.select_related("proposed_by", "released_by").order_by("-version"))


def find_set(reference: str, actor: Actor) -> FactorSet | None:
    """A set by ``CODE`` (the released version, else the newest) or ``CODE@VERSION``; None if there is none to see."""
    code, _, number = reference.replace("\x00", "").partition("@")
    versions = FactorSet.objects.visible_to(actor).filter(code=code).order_by("-version")
    if number:
        is_number = number.isascii() and number.isdigit() and len(number) < 9
        return versions.filter(version=int(number)).first() if is_number else None
    return versions.filter(state="released").first() or versions.first()
