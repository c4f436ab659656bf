"""Constraints shared by the records of verification: a moment is never without its person."""

from django.db import models
from django.db.models import Q


def stamped(model: str, verb: str) -> models.CheckConstraint:
    """``<verb>_at`` and ``<verb>_by`` are both set or both empty."""
    both = Q(**{f"{verb}_at__isnull": False, f"{verb}_by__isnull": False})
    neither = Q(**{f"{verb}_at__isnull": True, f"{verb}_by__isnull": True})
    return models.CheckConstraint(name=f"{model}_{verb}_whole", condition=both | neither)


def one_of(model: str, column: str, values: list[str], *, or_blank: bool = False) -> models.CheckConstraint:
    """A column of words holds one of its words."""
    allowed = [*values, ""] if or_blank else values
    return models.CheckConstraint(name=f"{model}_{column}_known", condition=Q(**{f"{column}__in": allowed}))
