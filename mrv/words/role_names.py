"""What each role is called, and what a visitor of the demonstration can try with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from mrv.roles import PERMISSIONS, OrganizationKind, Role


@dataclass(frozen=True)
class RoleWords:
    """Name of a role and its main job in one line."""

    name: str | Promise
    job: str | Promise


def _words(name: str | Promise, job: str | Promise) -> RoleWords:
    return RoleWords(name, job)


WORDS: Mapping[Role, RoleWords] = {
    Role.REPORTER: _words(
        pgettext_lazy("role", "Reporter"),
        pgettext_lazy("role", "Enter or upload monthly activity data, answer the checks"),
    ),
    Role.RESPONSIBLE_PERSON: _words(
        pgettext_lazy("role", "Responsible person"),
        pgettext_lazy("role", "Sign and submit a report, answer findings"),
    ),
    Role.VERIFIER: _words(
        pgettext_lazy("role", "Verifier"),
        pgettext_lazy("role", "Review an assigned report, raise findings"),
    ),
    Role.LEAD_VERIFIER: _words(
        pgettext_lazy("role", "Lead verifier"),
        pgettext_lazy("role", "Judge the answers and sign the conclusion"),
    ),
    Role.INDEPENDENT_REVIEWER: _words(
        pgettext_lazy("role", "Independent reviewer"),
        pgettext_lazy("role", "Give the second opinion before the statement"),
    ),
    Role.REGULATOR: _words(
        pgettext_lazy("role", "Regulator"),
        pgettext_lazy("role", "Assign verification bodies, decide on reports"),
    ),
    Role.FACTOR_STEWARD: _words(
        pgettext_lazy("role", "Factor steward"),
        pgettext_lazy("role", "Propose a factor set, or release one somebody else proposed"),
    ),
    Role.INVENTORY_COMPILER: _words(
        pgettext_lazy("role", "Inventory compiler"),
        pgettext_lazy("role", "Follow the city total to its lines, download and release the inventory"),
    ),
    Role.DISTRICT_OFFICER: _words(
        pgettext_lazy("role", "District officer"),
        pgettext_lazy("role", "See the own district's enterprises and cells"),
    ),
    Role.OPERATOR: _words(
        pgettext_lazy("role", "Operator"),
        pgettext_lazy("role", "Watch jobs, ledger and deadlines"),
    ),
    Role.REGISTRY_CLIENT: _words(
        pgettext_lazy("role", "Registry client"),
        pgettext_lazy("role", "Read verified emissions by the interface"),
    ),
}

KINDS: Mapping[OrganizationKind, str | Promise] = {
    OrganizationKind.ENTERPRISE: pgettext_lazy("organization", "enterprise"),
    OrganizationKind.VERIFICATION_BODY: pgettext_lazy("organization", "verification body"),
    OrganizationKind.AUTHORITY: pgettext_lazy("organization", "authority"),
    OrganizationKind.REGISTRY: pgettext_lazy("organization", "registry"),
}

ORDER: Mapping[Role, int] = {role: place for place, role in enumerate(WORDS)}


def deed_of(permission: str) -> str:
    """What a permission allows, in the language of the reader; the texts of roles.py are messages of the catalog."""
    deed = PERMISSIONS.get(permission, "")
    return gettext(deed) if deed else "-"


def names_of(roles: Iterable[Role]) -> list[str | Promise]:
    """The names of some roles, in the order of the table."""
    return [WORDS[role].name for role in sorted(roles, key=ORDER.__getitem__)]
