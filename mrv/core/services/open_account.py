"""Open an account for a person: a name to sign in with, the names shown, no password yet."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.models import Person
from mrv.core.services.record import record


@transaction.atomic
def open_account(
    *,
    username: str,
    display_name: str,
    by: Actor,
    display_name_zh: str = "",
    email: str = "",
    at: datetime | None = None,
) -> Person:
    """The new person, who cannot sign in before a password is set. ValidationError for a name that is taken."""
    if not by.is_system:
        by.require("organization:manage")
    person = Person(username=username, display_name=display_name, display_name_zh=display_name_zh, email=email)
    person.set_unusable_password()
    person.full_clean()
    person.save(force_insert=True)
    record("core:person:account_opened", about=person, by=by, at=at, payload={"username": username})
    return person
