"""Run child processes: restart what dies, stop by process id, clean up after a supervisor that was killed.

Each child leads a session of its own, so Ctrl-C reaches only the supervisor, which then stops them in order.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

STOP_SECONDS = 25
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 60.0
LARGEST_LOG_BYTES = 20 * 1024 * 1024


@dataclass
class Child:
    """One process to keep running: its name, command and further environment."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started_at_second: float = 0.0
    pause: float = 1.0

    def start(self, environment: Mapping[str, str], logs: Path) -> None:
        """Start it in a session of its own, its output in a file of its own."""
        self.started_at_second = time.monotonic()
        with (logs / f"{self.name}.log").open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                env={**environment, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def restart_if_dead(self, environment: Mapping[str, str], logs: Path) -> bool:
        """Start it again if it died, after a pause that grows while it keeps dying."""
        if self.process is None or self.process.poll() is None:
            return False
        lived = time.monotonic() - self.started_at_second
        if lived < self.pause:
            return False
        self.pause = 1.0 if lived > STEADY_SECONDS else min(self.pause * 2, LONGEST_PAUSE)
        status = self.process.returncode
        print(f"The {self.name} process ended with status {status}; starting it again. See {logs}.", flush=True)
        self.start(environment, logs)
        return True


class Supervisor:
    """Keeps children running; their process ids are recorded, so a successor can stop orphans."""

    def __init__(self, var: Path, children: list[Child], environment: Mapping[str, str]) -> None:
        self.record = var / "serve.pids"
        self.logs = var / "log"
        self.children = children
        self.environment = environment

    def start(self) -> None:
        """Stop what a killed predecessor left, then start every child."""
        stop_processes(self._recorded())
        self.logs.mkdir(exist_ok=True)
        for child in self.children:
            _keep_one_old(self.logs / f"{child.name}.log")
            child.start(self.environment, self.logs)
        self._write()

    def tend(self) -> None:
        """Start again what died."""
        restarted = [child.restart_if_dead(self.environment, self.logs) for child in self.children]
        if any(restarted):
            self._write()

    def stop(self) -> None:
        """Stop all children, the last started first; wait for them."""
        started = [child.process for child in reversed(self.children) if child.process is not None]
        stop_processes([psutil.Process(process.pid) for process in started if process.poll() is None])
        for process in started:
            process.wait()
        self.record.unlink(missing_ok=True)

    def _write(self) -> None:
        entries = []
        for child in self.children:
            if child.process is not None and child.process.poll() is None:
                entries.append([child.process.pid, psutil.Process(child.process.pid).create_time()])
        self.record.write_text(json.dumps(entries))

    def _recorded(self) -> list[psutil.Process]:
        """Processes of the record that still are the ones recorded."""
        try:
            entries = json.loads(self.record.read_text())
        except (OSError, ValueError):
            return []
        found = []
        for pid, created in entries:
            try:
                process = psutil.Process(pid)
                if process.create_time() == created:
                    found.append(process)
            except psutil.NoSuchProcess:
                continue
        return found


def _keep_one_old(log: Path) -> None:
    """Set a large log aside, replacing the one set aside before."""
    if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))


def stop_processes(processes: Iterable[psutil.Process]) -> None:
    """Ask the leaders to stop, wait, and kill what is left of them and their children."""
    leaders = list(processes)
    family = [member for leader in leaders for member in [leader, *_children(leader)]]
    for leader in leaders:
        _quietly(leader.terminate)
    _, left = psutil.wait_procs(leaders, timeout=STOP_SECONDS)
    orphans = [member for member in family if member not in leaders and _lives(member)]
    for process in [*left, *orphans]:
        _quietly(process.kill)
    psutil.wait_procs([*left, *orphans], timeout=5)


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _lives(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE and process.pid != os.getpid())
    except psutil.NoSuchProcess:
        return False


def _quietly(send: Callable[[], None]) -> None:
    try:
        send()
    except psutil.NoSuchProcess:
        return
