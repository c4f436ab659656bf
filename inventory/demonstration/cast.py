"""Who takes part in the demonstration. Accounts are named by role; nobody here exists.

All share one password, which the front page of the demonstration shows; none exists outside it.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.translation import override
from oauth2_provider.models import Application

from mrv.core.actor import system_actor
from mrv.core.models import ApiClient, District, Organization, Person
from mrv.core.services.add_member import add_member
from mrv.reference import demo_city
from mrv.roles import OrganizationKind, Role
from mrv.words.role_names import WORDS

BY = system_actor("demonstration")
SINCE = date(2009, 1, 1)
BODIES = ["VB-01", "VB-02", "VB-03", "VB-04"]
BODY_ROLES = {"lead": Role.LEAD_VERIFIER, "verifier": Role.VERIFIER, "reviewer": Role.INDEPENDENT_REVIEWER}
STAFF = {
    "regulator": Role.REGULATOR,
    "regulator2": Role.REGULATOR,
    "compiler": Role.INVENTORY_COMPILER,
    "steward": Role.FACTOR_STEWARD,
    "steward2": Role.FACTOR_STEWARD,
    "operator": Role.OPERATOR,
}


@dataclass(frozen=True)
class Names:
    """The two names of an organization."""

    zh: str
    en: str


@cache
def _numbers() -> dict[str, str]:
    return {entry.uscc: f"{serial:03}" for serial, entry in enumerate(demo_city.register()[0], start=1)}


def enterprise_number(uscc: str) -> str:
    """Serial number of a demonstration enterprise: part of its code, its accounts and its client."""
    return _numbers()[uscc]


def enter_organization(kind: OrganizationKind, code: str, names: Names) -> Organization:
    """The organization with this code, made when it is not there."""
    found, _ = Organization.objects.get_or_create(
        code=code,
        defaults={
            "kind": kind.value,
            "name_zh": f"{names.zh}（合成）",
            "name_en": f"{names.en} (synthetic)",
            "is_synthetic": True,
        },
    )
    return found


def enter_person(username: str, label: Names, password_hash: str) -> tuple[Person, bool]:
    """The demonstration account, made when it is not there; and whether it is new."""
    names = {"display_name": label.en[:120], "display_name_zh": label.zh[:120]}
    return Person.objects.get_or_create(
        username=username,
        defaults={**names, "email": f"{username}@demo.invalid", "password": password_hash},
    )


def named_by_role(role: Role, words: str, organization: str) -> Names:
    """What an account is called: its role and its organization, `organization` being the Chinese name."""
    with override("zh-hans"):
        return Names(f"{organization} {WORDS[role].name}", words)


def enter_cast(city: District) -> None:
    """Authority, verification bodies and registry with their people and the registry's client."""
    secret = make_password(settings.MRV_DEMO_PASSWORD)
    authority = enter_organization(
        OrganizationKind.AUTHORITY, "AUTHORITY", Names("示范市生态环境局", "Demo City Environment Bureau")
    )
    for username, role in STAFF.items():
        _employ(username, f"{username.title()}, Demo Bureau", secret, authority, role)
    district = District.objects.filter(parent=city, valid_to__isnull=True).order_by("code").first()
    _employ("district", "District officer, Demo Bureau", secret, authority, Role.DISTRICT_OFFICER, district)
    for number, code in enumerate(BODIES, start=1):
        body = enter_organization(
            OrganizationKind.VERIFICATION_BODY,
            code,
            Names(f"示范核查机构 {number:02}", f"Demo Verification Body {number:02}"),
        )
        for name, role in BODY_ROLES.items():
            username = name if number == 1 else f"{name}{number}"
            _employ(username, f"{name.title()}, Demo Verification Body {number:02}", secret, body, role)
    registry = enter_organization(
        OrganizationKind.REGISTRY, "REGISTRY", Names("示范碳市场注册登记机构", "Demo Carbon Market Registry")
    )
    enter_client(registry, "demo-registry", [Role.REGISTRY_CLIENT], secret, jurisdiction=city)


def enter_client(
    organization: Organization, client_id: str, roles: list[Role], secret: str, *, jurisdiction: District | None = None
) -> None:
    """A machine client with the shared secret."""
    if Application.objects.filter(client_id=client_id).exists():
        return
    application = Application(
        client_id=client_id,
        name=client_id,
        client_type="confidential",
        authorization_grant_type="client-credentials",
        client_secret=secret,
        hash_client_secret=True,
    )
    application.save()
    ApiClient.objects.create(
        application=application,
        organization=organization,
        roles=[role.value for role in roles],
        jurisdiction=jurisdiction,
    )


def _employ(
    username: str, label: str, secret: str, organization: Organization, role: Role, district: District | None = None
) -> None:
    person, is_new = enter_person(username, named_by_role(role, label, organization.name_zh), secret)
    if is_new:
        add_member(person=person, organization=organization, role=role, valid_from=SINCE, by=BY, district=district)
