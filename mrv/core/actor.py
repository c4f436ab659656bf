"""Who is acting: one plain value per request or task, from which every scope is derived.

``visible_to(actor)`` on a query set answers "which records"; ``actor.may("noun:verb")`` answers
"which deeds". Both come from the memberships in force today, read once per request (A10: a changed
role or a deactivated person counts from the next request).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from mrv.core.denials import MissingPermission
from mrv.core.sentences import reads_chinese
from mrv.roles import OrganizationKind, Role, permissions_of

if TYPE_CHECKING:
    from mrv.core.models import Person

OVERSIGHT = frozenset({Role.REGULATOR, Role.INVENTORY_COMPILER})


@dataclass(frozen=True)
class Actor:
    """A person, a machine client, the platform itself, or the public (everything empty)."""

    person_id: int | None = None
    client_id: str = ""
    label: str = "public"
    label_zh: str = ""
    roles: frozenset[Role] = frozenset()
    permissions: frozenset[str] = frozenset()
    enterprise_ids: frozenset[int] = frozenset()
    body_ids: frozenset[int] = frozenset()
    district_ids: frozenset[int] = frozenset()
    registry_ids: frozenset[int] = frozenset()
    jurisdiction_ids: frozenset[int] = frozenset()
    oversees_city: bool = False
    is_system: bool = field(default=False)

    @property
    def name(self) -> str:
        """Who it is to a reader of today's language; records keep the label."""
        return (self.label_zh if reads_chinese() else "") or self.label

    def may(self, permission: str) -> bool:
        """True if one of the roles grants the permission."""
        return permission in self.permissions

    def require(self, permission: str) -> None:
        """MissingPermission, which says who may, unless ``may``."""
        if not self.may(permission):
            raise MissingPermission(self.label, permission, who_zh=self.label_zh)

    @property
    def is_public(self) -> bool:
        """Nobody is signed in."""
        return self.person_id is None and not self.client_id and not self.is_system


PUBLIC = Actor()


class Grant(NamedTuple):
    """A role held in an organization, or in one district of it."""

    role: str
    organization_id: int
    organization_kind: str
    district_id: int | None = None


def system_actor(label: str) -> Actor:
    """The platform itself (workers, loaders): recorded by name, never bound to a person."""
    return Actor(label=f"system:{label}", oversees_city=True, is_system=True)


def actor_for(person: "Person") -> Actor:
    """The actor a signed-in person is today."""
    if not person.is_active:
        return PUBLIC
    today = timezone.localdate()
    in_force = Q(valid_from__lte=today) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today))
    held = person.memberships.filter(in_force).values_list(
        "role", "organization_id", "organization__kind", "district_id"
    )
    actor = _actor_of([Grant(*row) for row in held], person_id=person.pk, label=person.name_of_record)
    return replace(actor, label_zh=person.display_name_zh)


def actor_for_client(*, client_id: str, label: str, grants: list[Grant], jurisdiction_id: int | None) -> Actor:
    """The actor a machine client is: the organization, roles and jurisdiction it was registered with."""
    scope = frozenset({jurisdiction_id} if jurisdiction_id else set())
    return replace(_actor_of(grants, client_id=client_id, label=label), jurisdiction_ids=scope)


def _actor_of(grants: list[Grant], *, label: str, person_id: int | None = None, client_id: str = "") -> Actor:
    roles = frozenset(Role(grant.role) for grant in grants)

    def organizations(kind: OrganizationKind) -> frozenset[int]:
        return frozenset(grant.organization_id for grant in grants if grant.organization_kind == kind.value)

    return Actor(
        person_id=person_id,
        client_id=client_id,
        label=label,
        roles=roles,
        permissions=permissions_of(roles),
        enterprise_ids=organizations(OrganizationKind.ENTERPRISE),
        body_ids=organizations(OrganizationKind.VERIFICATION_BODY),
        registry_ids=organizations(OrganizationKind.REGISTRY),
        district_ids=frozenset(grant.district_id for grant in grants if grant.district_id),
        oversees_city=any(Role(grant.role) in OVERSIGHT and not grant.district_id for grant in grants),
    )


class ActorMiddleware:
    """Puts ``request.actor`` on every request; read when first used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a session request."""
    person = getattr(request, "user", None)
    return actor_for(person) if person is not None and person.is_authenticated else PUBLIC
