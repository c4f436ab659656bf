"""Give a person a role in an organization."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import District, Membership, Organization, Person
from mrv.core.services.record import record
from mrv.roles import ROLES_OF_KIND, OrganizationKind, Role
from mrv.words.role_names import KINDS, WORDS


@transaction.atomic
def add_member(
    *,
    person: Person,
    organization: Organization,
    role: Role,
    valid_from: date,
    by: Actor,
    at: datetime | None = None,
    district: District | None = None,
) -> Membership:
    """The new membership. ValidationError when the role does not belong to such an organization."""
    if not by.is_system:
        by.require("organization:manage")
    if role not in ROLES_OF_KIND[OrganizationKind(organization.kind)]:
        raise ValidationError(
            _("The role %(role)s does not exist in an organization of kind %(kind)s."),
            params={"role": WORDS[role].name, "kind": KINDS[OrganizationKind(organization.kind)]},
        )
    membership = Membership.objects.create(
        person=person, organization=organization, role=role.value, valid_from=valid_from, district=district
    )
    payload = {"person": person.username, "role": role.value}
    record("core:membership:added", about=membership, by=by, at=at, organization_id=organization.pk, payload=payload)
    return membership
