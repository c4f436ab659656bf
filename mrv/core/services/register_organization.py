"""Enter an organization that is no enterprise: a verification body, an authority or a registry."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.models import Organization
from mrv.core.services.record import record
from mrv.roles import OrganizationKind


@transaction.atomic
def register_organization(
    *, kind: OrganizationKind, code: str, name_zh: str, name_en: str, by: Actor, at: datetime | None = None
) -> Organization:
    """A new organization. ValidationError for a code that is taken."""
    if not by.is_system:
        by.require("organization:manage")
    made = Organization(kind=kind.value, code=code, name_zh=name_zh, name_en=name_en)
    made.full_clean()
    made.save(force_insert=True)
    record("core:organization:registered", about=made, by=by, at=at, organization_id=made.pk, payload={"kind": kind})
    return made
