"""The sign-ins of the demonstration city, listed on the front page only when MRV_DEMO is on.

The table is filled by whoever loads the demonstration (``settings.MRV_DEMO_SIGN_INS``); signing in goes
through the ordinary sign-in form with its ordinary checks.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise


@dataclass(frozen=True)
class DemoSignIn:
    """One demonstration account: its name, password, role and what to try with it."""

    username: str
    password: str
    role: str | Promise
    organization: str | Promise = ""
    task: str | Promise = ""


def sign_ins() -> list[DemoSignIn]:
    """The accounts to list; none outside the demonstration."""
    if not getattr(settings, "MRV_DEMO", False):
        return []
    return [DemoSignIn(**row) for row in getattr(settings, "MRV_DEMO_SIGN_INS", ())]
