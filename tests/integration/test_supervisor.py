"""The supervisor restarts what dies, stops all it started, and cleans up after one that was killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from mrv.supervisor import Child, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(300)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(300)",
]


def supervisor_of(folder: Path, *commands: list[str]) -> Supervisor:
    children = [Child(f"child{number}", command, pause=0.05) for number, command in enumerate(commands)]
    return Supervisor(folder, children, dict(os.environ))


def until(holds: Callable[[], object], seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(held)


def pid_of(supervisor: Supervisor, number: int = 0) -> int:
    process = supervisor.children[number].process
    assert process is not None
    return process.pid


def tended(supervisor: Supervisor, old: int) -> Callable[[], bool]:
    def holds() -> bool:
        supervisor.tend()
        return pid_of(supervisor) != old

    return holds


def test_child_that_was_killed_is_started_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    supervisor = supervisor_of(tmp_path, SLEEP)
    supervisor.start()
    try:
        old = pid_of(supervisor)
        os.kill(old, signal.SIGKILL)
        assert until(tended(supervisor, old))
        assert psutil.pid_exists(pid_of(supervisor))
        assert "child0 process ended with status -9" in capsys.readouterr().out
    finally:
        supervisor.stop()


def test_child_that_keeps_dying_is_tried_less_and_less_often(tmp_path: Path) -> None:
    supervisor = supervisor_of(tmp_path, [sys.executable, "-c", "raise SystemExit(1)"])
    supervisor.start()
    try:
        assert until(tended(supervisor, pid_of(supervisor)))
        assert until(tended(supervisor, pid_of(supervisor)))
        assert supervisor.children[0].pause >= 0.2
    finally:
        supervisor.stop()


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    supervisor = supervisor_of(tmp_path, SLEEP, SLEEP)
    supervisor.start()
    pids = [pid_of(supervisor, 0), pid_of(supervisor, 1)]
    supervisor.stop()
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert not supervisor.record.exists()


def test_child_that_ignores_the_request_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mrv.supervisor.STOP_SECONDS", 0.5)
    supervisor = supervisor_of(tmp_path, STUBBORN)
    supervisor.start()
    assert until(lambda: "up" in (tmp_path / "log" / "child0.log").read_text())
    pid = pid_of(supervisor)
    supervisor.stop()
    assert not psutil.pid_exists(pid)


def test_successor_of_a_killed_supervisor_stops_its_orphans(tmp_path: Path) -> None:
    first = supervisor_of(tmp_path, SLEEP)
    first.start()
    orphan = first.children[0].process
    assert orphan is not None
    second = supervisor_of(tmp_path, SLEEP)
    second.start()
    try:
        assert orphan.wait(timeout=10) is not None
        assert psutil.pid_exists(pid_of(second))
    finally:
        second.stop()


def test_recorded_id_that_now_belongs_to_a_stranger_is_left_alone(tmp_path: Path) -> None:
    stranger = subprocess.Popen(SLEEP)
    try:
        supervisor = supervisor_of(tmp_path, SLEEP)
        supervisor.record.write_text(f"[[{stranger.pid}, 1.0]]")
        supervisor.start()
        supervisor.stop()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
