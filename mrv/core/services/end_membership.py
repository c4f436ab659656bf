"""End a role a person holds in an organization: it stays on record with its last day."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import Membership, Organization, Person
from mrv.core.services.record import record
from mrv.roles import Role
from mrv.words.role_names import WORDS


@transaction.atomic
def end_membership(
    *, person: Person, organization: Organization, role: Role, last_day: date, by: Actor, at: datetime | None = None
) -> Membership:
    """The ended membership. ValidationError when no open one is there, or it begins after its last day."""
    if not by.is_system:
        by.require("organization:manage")
    held = Membership.objects.select_for_update(of=("self",)).filter(
        person=person, organization=organization, role=role.value, valid_to=None
    )
    membership = held.order_by("-valid_from").first()
    if membership is None:
        facts = {"person": person.username, "role": WORDS[role].name, "organization": organization.code}
        raise ValidationError(_("%(person)s does not hold the role %(role)s in %(organization)s now."), params=facts)
    if last_day < membership.valid_from:
        message = _("The role begins on %(first)s; its last day cannot be before.")
        raise ValidationError(message, params={"first": membership.valid_from.isoformat()})
    membership.valid_to = last_day
    membership.save(update_fields=["valid_to"])
    payload = {"person": person.username, "role": role.value, "last_day": last_day.isoformat()}
    record("core:membership:ended", about=membership, by=by, at=at, organization_id=organization.pk, payload=payload)
    return membership
