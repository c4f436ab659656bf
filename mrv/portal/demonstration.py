"""The sign-ins of the demonstration city, listed on the front page only when MRV_DEMO is on.

They are the members of the synthetic organizations, at most two per role; all share
``settings.MRV_DEMO_PASSWORD``. Signing in goes through the ordinary form with its ordinary checks.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise

from mrv.core.models import ApiClient, Membership
from mrv.roles import Role
from mrv.words.role_names import ORDER, WORDS

PER_ROLE = 2


@dataclass(frozen=True)
class DemoSignIn:
    """One demonstration account: its name, password, role and what to try with it."""

    username: str
    password: str
    role: str | Promise
    organization: str
    task: str | Promise


def _memberships() -> list[Membership]:
    found = Membership.objects.filter(
        organization__is_synthetic=True, person__is_active=True, person__is_system=False
    ).exclude(role=Role.REGISTRY_CLIENT.value)
    by_age = found.order_by("person__pk").select_related("organization", "person")
    return [membership for role in ORDER for membership in by_age.filter(role=role.value)[:PER_ROLE]]


def machine_clients() -> list[str]:
    """Ids of the registries of the demonstration, which sign in by REST with the same password; none outside it."""
    if not _is_open():
        return []
    clients = ApiClient.objects.filter(
        organization__is_synthetic=True, roles__contains=[Role.REGISTRY_CLIENT.value]
    ).order_by("pk")
    return list(clients.values_list("application__client_id", flat=True))


def _is_open() -> bool:
    return bool(getattr(settings, "MRV_DEMO", False) and getattr(settings, "MRV_DEMO_PASSWORD", ""))


def sign_ins() -> list[DemoSignIn]:
    """The accounts to list; none outside the demonstration."""
    if not _is_open():
        return []
    return [
        DemoSignIn(
            username=membership.person.username,
            password=settings.MRV_DEMO_PASSWORD,
            role=WORDS[Role(membership.role)].name,
            organization=membership.organization.name,
            task=WORDS[Role(membership.role)].job,
        )
        for membership in _memberships()
    ]
