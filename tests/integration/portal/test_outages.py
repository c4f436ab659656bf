"""A page that meets an outage says so and what to do: 503 while the database is away, 507 on a full disk (F9, F11, F12)."""

import errno
from typing import Any

import pytest
from django.db.utils import DataError, OperationalError
from psycopg.errors import DiskFull

from tests.factories import World, world
from tests.support import signed_in

ADDRESS = "/reporting/"


@pytest.fixture
def cast(db: None) -> World:
    return world()


def broken(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*arguments: Any, **named: Any) -> Any:
        raise error

    monkeypatch.setattr("reporting.views.home.render", fail)


def full_disk() -> Exception:
    error = OperationalError("could not extend file")
    error.__cause__ = DiskFull("could not extend file")
    return error


@pytest.mark.parametrize(("language", "words"), [("en", "briefly unavailable"), ("zh-hans", "暂时")])
def test_f09_a_page_without_a_database_is_told_to_be_tried_again(
    cast: World, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    broken(monkeypatch, OperationalError("server closed the connection"))
    answer = signed_in(cast.people["reporter"]).get(ADDRESS, headers={"Accept-Language": language})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert words in answer.content.decode()


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), OSError(errno.EDQUOT, "quota"), full_disk()])
@pytest.mark.parametrize(("language", "words"), [("en", "no room left"), ("zh-hans", "存储空间不足")])
def test_f11_f12_a_page_on_a_full_disk_says_that_nothing_was_stored(
    cast: World, monkeypatch: pytest.MonkeyPatch, error: Exception, language: str, words: str
) -> None:
    broken(monkeypatch, error)
    answer = signed_in(cast.people["reporter"]).get(ADDRESS, headers={"Accept-Language": language})
    assert answer.status_code == 507
    assert words in answer.content.decode()


@pytest.mark.parametrize("error", [DataError("out of range"), OSError(errno.ENOENT, "no file"), KeyError("x")])
def test_a_defect_stays_a_defect(cast: World, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    broken(monkeypatch, error)
    with pytest.raises(type(error)):
        signed_in(cast.people["reporter"]).get(ADDRESS)
