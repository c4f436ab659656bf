"""F7, F8: the broker comes and goes, is emptied, is full. Everything sent is computed, and signing in stays guarded."""

import pytest
import redis
from django.conf import settings

from mrv.embedded import redis as redis_server
from mrv.embedded.places import Places
from mrv.roles import Role
from reporting.models import ReportVersion
from tests.factories import World, api_client
from tests.faults import play
from tests.faults.processes import Plant, Web, until
from tests.support import signed_in

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
FLAPS = 5
GUESSES = 12
BACK_SECONDS = 60
# A worker whose broker goes in the middle of an acknowledgement may end; its supervisor starts it again.
SETTLED_SECONDS = 180


@pytest.fixture
def bearer(cast: World) -> str:
    """A machine client of the enterprise."""
    return str(api_client(cast.enterprise, Role.REPORTER, Role.RESPONSIBLE_PERSON)[1])


def accepted(web: Web, version: ReportVersion) -> None:
    """Submitted, and acknowledged."""
    answer = web.submit(str(version.report.public_id))
    assert answer.status == 202, answer.body


def is_ready(web: Web) -> bool:
    """Whether every part works, a consumed task among them."""
    return web.request("GET", "/readyz").status == 200


def test_f07_broker_that_restarts_again_and_again_loses_nothing(
    plant: Plant, cast: World, bearer: str, own_broker: Places
) -> None:
    versions = play.drafts(cast, 2 * FLAPS)
    address = redis_server.redis_url(0, places=own_broker)
    web = plant.web(bearer=bearer, REDIS_URL=address)
    runs = plant.supervised("one", REDIS_URL=address)
    for first, second in zip(versions[::2], versions[1::2], strict=True):
        accepted(web, first)
        redis_server.stop(own_broker)
        accepted(web, second)
        redis_server.ensure(own_broker)
    play.settle(SETTLED_SECONDS)
    until(lambda: is_ready(web), BACK_SECONDS, "a task really consumed again")
    assert runs()
    play.check_oracle(versions, state="computed")


def test_f08_emptied_or_full_redis_costs_speed_and_nothing_else(
    plant: Plant, cast: World, bearer: str, own_broker: Places
) -> None:
    versions = play.drafts(cast, 4)
    address = redis_server.redis_url(0, places=own_broker)
    broker = redis.Redis.from_url(address)
    web = plant.web(bearer=bearer, REDIS_URL=address, DEBUG="1")  # pages need no collected files then
    plant.hold()
    runs = plant.supervised("one", faults={"after read": (versions[0].pk, "hold")}, REDIS_URL=address)
    for version in versions[:2]:
        accepted(web, version)
    until(lambda: plant.struck("after read", versions[0].pk), 60, "a calculation under way")
    broker.flushall()
    broker.config_set("maxmemory", 1)
    with pytest.raises(redis.RedisError, match="maxmemory"):
        broker.set("anything", 1)
    for version in versions[2:]:
        accepted(web, version)
    assert page_of(web, cast) == 200
    assert 429 in {guess(web) for _ in range(GUESSES)}
    broker.config_set("maxmemory", 0)
    broker.close()
    plant.release()
    play.settle(SETTLED_SECONDS)
    until(runs, BACK_SECONDS, "the worker running")
    play.check_oracle(versions, state="computed")
    assert guess(web) == 429


def page_of(web: Web, cast: World) -> int:
    """Something for somebody signed in: sessions are in the database."""
    session = signed_in(cast.people["reporter"]).cookies[settings.SESSION_COOKIE_NAME].value
    person = Web(web.running, web.address)
    return person.request("GET", "/api/v1/reports", Cookie=f"{settings.SESSION_COOKIE_NAME}={session}").status


def guess(web: Web) -> int:
    """A sign-in with a wrong password, by the form."""
    token = "c" * 32
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={token}"}
    body = f"login=reporter&password=wrong&csrfmiddlewaretoken={token}".encode()
    return Web(web.running, web.address).request("POST", "/accounts/login/", body, **headers).status
