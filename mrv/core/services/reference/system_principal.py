"""The two accounts of the platform that put shipped facts into force: one proposes, another releases."""

from mrv.core.actor import Actor
from mrv.core.models import Person

LOADER = "system:loader"
RELEASE_CHECK = "system:release-check"


def system_principal(username: str) -> Actor:
    """The actor of a system account, created on first use; it has no password and cannot sign in."""
    person, created = Person.objects.get_or_create(
        username=username, defaults={"display_name": username, "is_system": True, "is_active": False}
    )
    if created:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return Actor(person_id=person.pk, label=username, oversees_city=True, is_system=True)
