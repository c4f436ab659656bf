"""Every route x every role (A8, A9): who lacks the permission is refused, who has it is not.

The listing ``routes.txt`` names the permission each route must have; a route that is not listed, or
whose code declares another permission, fails. Regenerate after a deliberate change with
``python -m tests.integration.access.write_listing`` and read the difference.
"""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from mrv.roles import PERMISSIONS
from tests.factories import World, world
from tests.integration.access.routes import Route, routes
from tests.support import signed_in

LISTING = Path(__file__).with_name("routes.txt")
ROUTES = routes()
OPENED = frozenset({401, 403})


def listed() -> dict[str, str]:
    lines = LISTING.read_text().splitlines()
    return dict(line.split(" = ") for line in lines if line and not line.startswith("#"))


def test_every_route_is_listed_with_the_permission_it_declares() -> None:
    declared = {route.key: str(route.permission or "public") for route in ROUTES}
    assert declared == listed()


def test_every_route_declares_a_known_permission_or_is_public() -> None:
    unknown = [route.key for route in ROUTES if route.permission is not None and route.permission not in PERMISSIONS]
    assert unknown == []


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The cast and one signed-in client each, made once: the requests below name no record, so nothing changes."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        made: World = world()
        clients = {name: signed_in(person) for name, person in made.people.items()}
        yield made, clients
        transaction.set_rollback(True)


def ask(client: Client, route: Route) -> Any:
    content = {} if route.method == "GET" else {"content_type": "application/json", "data": "{}"}
    if not route.pattern.startswith("api/"):
        content = {}
    return getattr(client, route.method.lower())(route.address, **content)


def is_refused(answer: Any) -> bool:
    to_sign_in = answer.status_code == 302 and "/accounts/login" in answer.headers.get("Location", "")
    return answer.status_code in OPENED or to_sign_in


@pytest.mark.parametrize("route", [r for r in ROUTES if r.permission is not None], ids=lambda route: route.key)
def test_a08_a09_a_route_opens_only_to_those_who_hold_its_permission(cast: Any, route: Route, db: None) -> None:
    made, clients = cast
    assert is_refused(ask(Client(), route)), "anonymous"
    for name, client in clients.items():
        answer = ask(client, route)
        assert answer.status_code < 500, name
        assert is_refused(answer) == (not made.actor(name).may(route.permission)), (name, answer.status_code)


@pytest.mark.parametrize("route", [r for r in ROUTES if r.permission is None], ids=lambda route: route.key)
def test_a08_a_public_route_refuses_nobody(route: Route, db: None) -> None:
    answer = ask(Client(), route)
    assert answer.status_code < 500
    assert not is_refused(answer)
