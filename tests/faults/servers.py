"""Kill and bring back the servers of a test's own: a broker that forgets everything, a database that restarts."""

import os
import shutil
import signal

from mrv.embedded import postgres, processes
from mrv.embedded import redis as redis_server
from mrv.embedded.places import Places
from tests.faults.processes import until


def kill_broker_and_its_memory(places: Places) -> None:
    """SIGKILL, and nothing of the append-only file is left."""
    for server in list(processes.servers_in(places.redis_data, "redis-server")):
        os.kill(server.pid, signal.SIGKILL)
        until(lambda pid=server.pid: not processes.alive(pid), 10, "the broker dead")
    shutil.rmtree(places.redis_data)
    (places.sockets / redis_server.SOCKET).unlink(missing_ok=True)


def stop_database(places: Places) -> None:
    """A fast shutdown: sessions are ended, open transactions are lost."""
    assert postgres.stop(places)


def start_database(places: Places) -> None:
    """Bring it back on the same data."""
    postgres.ensure(places)
