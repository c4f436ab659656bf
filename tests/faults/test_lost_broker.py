"""F5, F6: the broker dies, forgets, or is away. Nothing is lost, and whoever submits neither waits nor sees a 500."""

from statistics import median

import pytest

from mrv.core.models import Job
from mrv.embedded import redis as redis_server
from mrv.embedded.places import Places
from mrv.roles import Role
from reporting.models import ReportVersion
from tests.factories import World, api_client
from tests.faults import play
from tests.faults.processes import Plant, Web, until
from tests.faults.servers import kill_broker_and_its_memory

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
NOWHERE = "unix:///nowhere/redis.sock?db=0"
PAIRS = 9
# P17 compares 95th percentiles on an idle machine; nine pairs on a busy one tell the order of magnitude.
SLOWER, PLUS_SECONDS = 1.5, 0.1


@pytest.fixture
def bearer(cast: World) -> str:
    """A machine client of the enterprise."""
    return str(api_client(cast.enterprise, Role.REPORTER, Role.RESPONSIBLE_PERSON)[1])


def submitted(web: Web, version: ReportVersion) -> float:
    """Submit; it has to be acknowledged and to have its job; the seconds it took."""
    answer = web.submit(str(version.report.public_id))
    assert answer.status == 202, answer.body
    assert Job.objects.filter(kind="reporting:calculate", subject_id=version.pk).exists()
    return answer.seconds


def test_f5_jobs_survive_a_broker_that_forgot_them(plant: Plant, cast: World, bearer: str, own_broker: Places) -> None:
    versions = play.drafts(cast, 6)
    address = redis_server.redis_url(0, places=own_broker)
    web = plant.web(bearer=bearer, REDIS_URL=address)
    held = {"after read": (versions[0].pk, "hold"), "mid insert": (versions[1].pk, "hold")}
    plant.hold()
    worker = plant.worker("one", beat=True, faults=held, REDIS_URL=address)
    for version in versions[:4]:
        submitted(web, version)
    for point, (subject, _deed) in held.items():
        until(lambda point=point, subject=subject: plant.struck(point, subject), 60, f"held {point}")
    kill_broker_and_its_memory(own_broker)
    for version in versions[4:]:
        submitted(web, version)
    redis_server.ensure(own_broker)
    plant.release()
    play.settle()
    assert worker.lives
    play.check_oracle(versions, state="computed")
    play.decide(versions)
    play.settle()
    play.check_oracle(versions)


def test_f6_report_submitted_without_a_broker_is_accepted_at_once(
    plant: Plant, cast: World, bearer: str, own_broker: Places
) -> None:
    versions = play.drafts(cast, 2 * PAIRS + 2)
    with_broker = plant.web("with", bearer=bearer, REDIS_URL=redis_server.redis_url(0, places=own_broker))
    without = plant.web("without", bearer=bearer, REDIS_URL=NOWHERE)
    seconds = [(submitted(with_broker, first), submitted(without, second)) for first, second in pairs(versions)]
    over = median(unusual - SLOWER * usual for usual, unusual in seconds[1:])
    assert over <= PLUS_SECONDS, f"{over:.3f} s more than {SLOWER} x the time with a broker: {seconds}"
    plant.worker("late", beat=True)
    play.settle()
    play.check_oracle(versions, state="computed")


def pairs(versions: list[ReportVersion]) -> list[tuple[ReportVersion, ReportVersion]]:
    """Two by two."""
    return list(zip(versions[::2], versions[1::2], strict=True))
