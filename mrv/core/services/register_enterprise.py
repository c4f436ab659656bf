"""Enter an enterprise in the register."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.models import Organization
from mrv.core.services.record import record
from mrv.roles import OrganizationKind


@transaction.atomic
def register_enterprise(
    *,
    code: str,
    uscc: str,
    name_zh: str,
    name_en: str,
    by: Actor,
    at: datetime | None = None,
    is_synthetic: bool = False,
) -> Organization:
    """A new enterprise. ValidationError for a wrong social credit code or one that is taken."""
    if not by.is_system:
        by.require("organization:manage")
    enterprise = Organization(
        kind=OrganizationKind.ENTERPRISE.value,
        code=code,
        uscc=uscc,
        name_zh=name_zh,
        name_en=name_en,
        is_synthetic=is_synthetic,
    )
    enterprise.full_clean()
    enterprise.save(force_insert=True)
    record(
        "core:enterprise:registered",
        about=enterprise,
        by=by,
        at=at,
        organization_id=enterprise.pk,
        payload={"uscc": uscc},
    )
    return enterprise
