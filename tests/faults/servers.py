"""Kill and bring back the servers of a test's own: a broker that forgets everything, a database that restarts."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

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


def kill_database(places: Places) -> None:
    """SIGKILL to the postmaster alone; its children end when they notice."""
    pid = processes.recorded_pid(places.postgres_data / "postmaster.pid", places.postgres_data)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    until(lambda: not processes.alive(pid), 30, "the postmaster dead")


@contextmanager
def no_room_for(places: Places, *tables: str) -> Iterator[None]:
    """A disk on which these tables, empty so far, find no room: their files lead to /dev/full.

    The kernel itself answers "No space left on device", without privileges and without filling a disk. The rest of
    the cluster, its log above all, has room.
    """
    with psycopg.connect(postgres.postgres_url("app_owner", places=places)) as asking:
        names = [asking.execute("SELECT pg_relation_filepath(%s)", [table]).fetchone() for table in tables]
    files = [places.postgres_data / Path(name[0]) for name in names if name is not None]
    assert [file.stat().st_size for file in files] == [0] * len(tables)
    for file in files:
        file.rename(file.with_suffix(".kept"))
        file.symlink_to("/dev/full")
    _close_files(places)
    try:
        yield
    finally:
        for file in files:
            file.unlink()
            file.with_suffix(".kept").rename(file)
        _close_files(places)


def _close_files(places: Places) -> None:
    """Every session opens the files of its tables anew: the server asks that of all when a database is dropped."""
    with psycopg.connect(postgres.postgres_url("postgres", "postgres", places=places), autocommit=True) as superuser:
        superuser.execute("CREATE DATABASE passing")
        superuser.execute("DROP DATABASE passing")
