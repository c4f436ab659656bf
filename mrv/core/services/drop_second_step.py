"""Take the second step of sign-in off an account whose phone and recovery codes are lost.

The operator has made sure outside the platform who asks. The person is signed out everywhere and sets a new device up.
"""

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.models import Person
from mrv.core.services.record import record


@transaction.atomic
def drop_second_step(*, person: Person, by: Actor, reason: str) -> bool:
    """True if there was one; the act and its reason are in the ledger."""
    removed, _kinds = Authenticator.objects.filter(user=person).delete()
    if not removed:
        return False
    _sign_out(person)
    record("core:person:second_step_dropped", about=person, by=by, reason=reason)
    return True


def _sign_out(person: Person) -> None:
    for session in Session.objects.all():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
