"""The embedded servers keep their promises: any user, any path, kill -9, several checkouts, at once.

Each case runs the command line in its own folder, because that is the door people use.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from mrv.embedded import postgres, processes, programs
from mrv.embedded import redis as redis_server
from mrv.embedded.__main__ import main as command_line
from mrv.embedded.places import EmbeddedServerError, Places, ServiceUser

BASE_DIR = Path(__file__).resolve().parents[2]
Checkout = Callable[[str], Places]


def command(places: Places, action: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"MRV_VAR": str(places.var), "MRV_EMBEDDED_FAST": "1"}
    return subprocess.run(
        [sys.executable, "-m", "mrv.embedded", action],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=BASE_DIR,
        env=environment,
        check=False,
    )


def start(places: Places) -> str:
    done = command(places, "start")
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_as(entry: pwd.struct_passwd, arguments: list[str]) -> int:
    """Run the command line as another user in a fork, as root's interpreter may be closed to others."""
    child = os.fork()
    if child == 0:
        status = 3
        try:
            os.setgroups([])
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
            os.chdir("/")
            status = command_line(arguments)
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def checkout() -> Iterator[Checkout]:
    """Make folders that stand for checkouts; stop and remove their servers afterwards."""
    made: list[Places] = []
    root = Path(tempfile.mkdtemp(prefix="mrv-embedded-"))
    root.chmod(0o755)

    def make(name: str) -> Places:
        made.append(Places(root / name, ServiceUser.current()))
        made[-1].var.mkdir(parents=True)
        return made[-1]

    yield make
    for places in made:
        command(places, "remove")
    shutil.rmtree(root, ignore_errors=True)


def store(places: Places, value: int) -> None:
    with psycopg.connect(postgres.postgres_url("app_owner", places=places)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [value])


def stored(places: Places) -> list[int]:
    with psycopg.connect(postgres.postgres_url("app_rt", places=places)) as connection:
        return [row[0] for row in connection.execute("SELECT value FROM kept ORDER BY value")]


def pid_of(places: Places, program: str) -> int:
    folder = places.postgres_data if program == "postgres" else places.redis_data
    file = folder / ("postmaster.pid" if program == "postgres" else "redis.pid")
    pid = processes.recorded_pid(file, folder)
    assert pid is not None
    return pid


def connect_redis(places: Places) -> redis.Redis:
    return redis.Redis(unix_socket_path=str(places.sockets / redis_server.SOCKET))


def test_servers_start_in_a_path_with_spaces_deeper_than_a_socket_path_allows(checkout: Checkout) -> None:
    places = checkout("城市 with spaces/" + "deep " * 20 + "/var")
    assert "PostgreSQL  process" in start(places)
    store(places, 1)
    assert stored(places) == [1]
    assert connect_redis(places).config_get("appendonly") == {"appendonly": "yes"}
    assert connect_redis(places).config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_second_start_finds_the_servers_running(checkout: Checkout) -> None:
    places = checkout("var")
    assert start(places) == start(places)


def test_committed_rows_and_queued_messages_survive_kill_9_of_both_servers(checkout: Checkout) -> None:
    places = checkout("var")
    start(places)
    for round_number in range(3):
        store(places, round_number)
        connect_redis(places).rpush("queue", round_number)
        for program in ("postgres", "redis-server"):
            os.kill(pid_of(places, program), signal.SIGKILL)
        start(places)
    assert stored(places) == [0, 1, 2]
    assert connect_redis(places).llen("queue") == 3


def test_pid_file_that_names_a_stranger_does_not_stop_the_start(checkout: Checkout) -> None:
    places = checkout("var")
    start(places)
    command(places, "stop")
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        lines = f"{stranger.pid}\n{places.postgres_data}\n1\n5432\n{places.sockets}\n\n\nready\n"
        (places.postgres_data / "postmaster.pid").write_text(lines)
        (places.redis_data / "redis.pid").write_text(f"{stranger.pid}\n")
        start(places)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_servers_whose_sockets_were_swept_away_are_started_again(checkout: Checkout) -> None:
    places = checkout("var")
    start(places)
    store(places, 7)
    shutil.rmtree(places.sockets)
    start(places)
    assert stored(places) == [7]


def test_two_checkouts_run_side_by_side_and_stop_apart(checkout: Checkout) -> None:
    first, second = checkout("one/var"), checkout("two/var")
    start(first)
    start(second)
    store(first, 1)
    store(second, 2)
    command(first, "stop")
    assert not postgres.answers(first)
    assert stored(second) == [2]


def test_processes_that_start_at_once_share_one_server(checkout: Checkout) -> None:
    places = checkout("var")
    environment = os.environ | {"MRV_VAR": str(places.var), "MRV_EMBEDDED_FAST": "1"}
    line = [sys.executable, "-m", "mrv.embedded", "start"]
    starters = [
        subprocess.Popen(line, env=environment, cwd=BASE_DIR, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    outputs = {starter.communicate(timeout=120)[0] for starter in starters}
    assert len(outputs) == 1
    assert [starter.returncode for starter in starters] == [0, 0, 0, 0]


def test_application_role_is_neither_superuser_nor_free_of_row_level_security(checkout: Checkout) -> None:
    places = checkout("var")
    start(places)
    with psycopg.connect(postgres.postgres_url("app_rt", places=places)) as connection:
        rights = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert rights == (False, False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE forbidden (value int)")


def test_export_role_reads_what_it_was_granted_and_cannot_write(checkout: Checkout) -> None:
    places = checkout("var")
    start(places)
    store(places, 1)
    with psycopg.connect(postgres.postgres_url("app_owner", places=places)) as connection:
        connection.execute("GRANT SELECT ON kept TO app_ro")
    with psycopg.connect(postgres.postgres_url("app_ro", places=places)) as connection:
        assert connection.execute("SELECT value FROM kept").fetchall() == [(1,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM kept")


def test_server_never_runs_as_root(checkout: Checkout) -> None:
    places = checkout("var")
    start(places)
    for program in ("postgres", "redis-server"):
        assert os.stat(f"/proc/{pid_of(places, program)}").st_uid != 0


def test_ordinary_user_starts_the_servers(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = checkout("user/var")
    if os.geteuid() != 0:
        assert "process" in start(ours)
        return
    entry = pwd.getpwnam("nobody")
    os.chown(ours.var, entry.pw_uid, entry.pw_gid)
    places = Places(ours.var, ServiceUser(entry.pw_uid, entry.pw_gid, switch=False))
    monkeypatch.setenv("MRV_VAR", str(ours.var))
    monkeypatch.setenv("MRV_EMBEDDED_FAST", "1")
    assert run_as(entry, ["start"]) == 0
    assert os.stat(f"/proc/{pid_of(places, 'postgres')}").st_uid == entry.pw_uid
    assert run_as(entry, ["stop"]) == 0


def test_closed_folder_of_root_is_left_closed_and_the_servers_still_start(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = checkout("closed/var")
    places.var.parent.chmod(0o700)
    start(places)
    store(places, 3)
    assert places.var.parent.stat().st_mode & 0o777 == 0o700
    assert stored(places) == [3]


def test_programs_in_a_closed_folder_are_copied_for_the_service_user(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = checkout("var")
    closed = places.var / "closed"
    for tree in programs.TREES:
        shutil.copytree(programs.installed().site / tree, closed / tree)
    closed.chmod(0o700)
    monkeypatch.setattr(programs, "_site", lambda package: closed)
    monkeypatch.setattr(programs, "ROOT_STATE", places.var / "copies")
    found = programs.usable(places)
    assert found.run_for(places)
    assert (found.site == closed) == (os.geteuid() != 0)


def test_socket_folder_of_somebody_else_is_refused(checkout: Checkout) -> None:
    places = checkout("var")
    target = places.var / "elsewhere"
    target.mkdir()
    places.sockets.symlink_to(target)
    try:
        with pytest.raises(EmbeddedServerError, match="expected"):
            places.prepare()
    finally:
        places.sockets.unlink()


def test_wrong_usage_answers_2_with_the_choices(checkout: Checkout) -> None:
    done = command(checkout("var"), "launch")
    assert done.returncode == 2
    assert "start | stop | status | env | remove" in done.stderr
