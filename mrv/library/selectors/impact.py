"""The latest preview of what a set would change; computed by the inventory, read here as JSON."""

from mrv.core.models import FactorSet, Job
from mrv.core.services.factors.propose_factor_set import IMPACT

__all__ = ["IMPACT", "latest_impact"]


def latest_impact(factor_set: FactorSet) -> Job | None:
    """The newest job about this version."""
    return Job.objects.filter(kind=IMPACT, subject_id=factor_set.pk).order_by("-pk").first()
