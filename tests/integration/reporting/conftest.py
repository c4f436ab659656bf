"""The cast with plans and factors, and a REST client per person."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import World, world
from tests.reporting_cast import prepare
from tests.support import signed_in


@pytest.fixture
def cast(db: None) -> World:
    """The standard cast; both facilities have a plan."""
    made = world()
    prepare(made)
    return made


class Rest:
    """A REST client with a person signed in; bodies are JSON."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, path: str, **headers: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", headers=headers)

    def post(self, path: str, body: Any = None, **headers: Any) -> Any:
        return self.client.post(f"/api/v1/{path}", body or {}, content_type="application/json", headers=headers)

    def put(self, path: str, body: Any, **headers: Any) -> Any:
        return self.client.put(f"/api/v1/{path}", body, content_type="application/json", headers=headers)

    def upload(self, path: str, file: Any, **headers: Any) -> Any:
        return self.client.post(f"/api/v1/{path}", {"file": file}, headers=headers)


@pytest.fixture
def rest(cast: World) -> Callable[[str], Rest]:
    """``rest("reporter")`` speaks as that person."""
    return lambda name: Rest(signed_in(cast.people[name]))
