"""Start real workers and web servers as the platform's own supervisor does, and end them by process id."""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from mrv.serve import HOST, children, free_port
from mrv.supervisor import Child, Supervisor

BASE_DIR = Path(__file__).resolve().parents[2]
START_SECONDS = 120
LIMITED = (
    "import os, resource, sys; kind = resource.RLIMIT_FSIZE;"
    "resource.setrlimit(kind, (int(sys.argv[1]), resource.getrlimit(kind)[1]));"
    "os.execv(sys.executable, [sys.executable, *sys.argv[2:]])"
)
# Apart for parallel workers, or both would find the same port free.
FIRST_PORT = 18_300 + 100 * int(os.environ["MRV_REDIS_DB"])


def until(holds: Callable[[], object], seconds: float, what: str) -> float:
    """Wait until something holds; the seconds it took. The failure says what was waited for."""
    started = time.monotonic()
    while not holds():
        assert time.monotonic() - started < seconds, f"after {seconds} s still not: {what}"
        time.sleep(0.05)
    return time.monotonic() - started


@dataclass
class Running:
    """One started process, leader of a group of its own."""

    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """SIGKILL to it and all its children at once."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=30)

    @property
    def lives(self) -> bool:
        return self.process.poll() is None

    def said(self) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-3000:]


@dataclass
class Answer:
    """What a request brought."""

    status: int
    body: Any
    headers: Mapping[str, str]
    seconds: float


@dataclass
class Web:
    """A running gunicorn and a machine client of it."""

    running: Running
    address: str
    bearer: str = ""

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request on a connection of its own, bytes as they are; an answer with an error status is an answer."""
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        more = {"Content-Type": "application/json", "Accept-Language": "en", **headers}
        if self.bearer:
            more["Authorization"] = self.bearer
        request = urllib.request.Request(f"{self.address}{path}", data=sent, headers=more, method=method)
        started = time.perf_counter()
        try:
            with urllib.request.urlopen(request, timeout=90) as found:
                status, kept, text = found.status, found.headers, found.read()
        except urllib.error.HTTPError as refusal:
            status, kept, text = refusal.code, refusal.headers, refusal.read()
        seconds = time.perf_counter() - started
        is_json = "json" in (kept.get("Content-Type") or "")
        return Answer(status, json.loads(text) if is_json else text, dict(kept), seconds)

    def submit(self, report: str, key: str = "") -> Answer:
        """Sign and submit a report."""
        headers = {"Idempotency-Key": key} if key else {}
        return self.request("POST", f"/api/v1/reports/{report}/submit", {"acknowledgement": True}, **headers)


@dataclass
class Plant:
    """Everything one test started; ``stop`` ends it all."""

    folder: Path
    environment: Mapping[str, str]
    started: list[Running] = field(default_factory=list)
    supervisors: list[Supervisor] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    keeper: threading.Thread | None = None
    largest_file: int = 0

    def worker(
        self, name: str, *, beat: bool = False, faults: Mapping[str, tuple[int, str]] | None = None, **more: str
    ) -> Running:
        """A Celery worker with the platform's own options; returns once it consumes."""
        plan = {"MRV_FAULTS": json.dumps(faults or {}), **self._named(name)}
        running = self.start(name, self._command(name, beat=beat), {**plan, **more})
        ready = self.folder / f"{name}.ready"
        until(lambda: ready.exists() or not running.lives, START_SECONDS, f"{name} ready")
        assert running.lives, running.said()
        return running

    def supervised(
        self, name: str, *, faults: Mapping[str, tuple[int, str]] | None = None, **more: str
    ) -> Callable[[], bool]:
        """The same with beat, started again by the platform's own supervisor when it ends; whether it runs now."""
        plan = {"MRV_FAULTS": json.dumps(faults or {}), **self._named(name), **more}
        child = Child(name, self._command(name, beat=True), plan, pause=0.1)
        supervisor = Supervisor(self.folder, [child], self.environment)
        supervisor.start()
        self.supervisors.append(supervisor)
        self.keeper = self.keeper or threading.Thread(target=self._keep, daemon=True)
        if not self.keeper.is_alive():
            self.keeper.start()
        ready = self.folder / f"{name}.ready"
        until(ready.exists, START_SECONDS, f"{name} ready")
        return lambda: child.process is not None and child.process.poll() is None

    def _keep(self) -> None:
        while not self.stopping.wait(0.2):
            for supervisor in self.supervisors:
                supervisor.tend()

    def _named(self, name: str) -> dict[str, str]:
        return {"MRV_FAULT_FOLDER": str(self.folder), "MRV_FAULT_NAME": name}

    def _command(self, name: str, *, beat: bool) -> list[str]:
        command = [part.replace("mrv.celery", "tests.faults.worker") for part in children(FIRST_PORT, 2)[1].command]
        command[command.index("-n") + 1] = f"{name}@%h"
        return [*command, "--beat", "--schedule", str(self.folder / f"{name}.schedule")] if beat else command

    def web(self, name: str = "web", *, bearer: str = "", processes: int = 1, **more: str) -> Web:
        """A gunicorn with the platform's own options; returns once it answers."""
        port = free_port(FIRST_PORT)
        running = self.start(name, children(port, processes)[0].command, more)
        web = Web(running, f"http://{HOST}:{port}", bearer)
        until(lambda: answers(web) or not running.lives, START_SECONDS, f"{name} answering")
        assert running.lives, running.said()
        return web

    def start(self, name: str, command: list[str], more: Mapping[str, str]) -> Running:
        """Start a process in a session of its own, its output in a file."""
        log = self.folder / f"{name}.log"
        with log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, *self._limit(), *command[1:]],
                cwd=BASE_DIR,
                env={**self.environment, **more},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        running = Running(process, log)
        self.started.append(running)
        return running

    def _limit(self) -> list[str]:
        """No file of the process grows beyond the limit, as on a disk with no room for more."""
        return ["-c", LIMITED, str(self.largest_file)] if self.largest_file else []

    def make_room(self) -> None:
        """Lift the limit of everything that runs, as when somebody makes room on the disk."""
        for running in self.started:
            leader = psutil.Process(running.process.pid)
            for process in [leader, *leader.children(recursive=True)]:
                most = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)[1]
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, most))

    def hold(self) -> None:
        """Workers whose fault is to hold, wait from now on."""
        (self.folder / "hold").touch()

    def release(self) -> None:
        """Let them go on."""
        (self.folder / "hold").unlink(missing_ok=True)

    def struck(self, point: str, subject: int) -> bool:
        """Whether the fault happened."""
        return (self.folder / f"{point} {subject}").exists()

    def claims(self, job_id: int) -> list[str]:
        """How every message about the job fared: taken or refused."""
        notes = self.folder / "claims"
        lines = [line.split() for line in notes.read_text().splitlines()] if notes.exists() else []
        return [line[1] for line in lines if len(line) == 2 and line[0] == str(job_id)]

    def stop(self) -> None:
        """Kill what is left."""
        self.release()
        self.stopping.set()
        if self.keeper is not None:
            self.keeper.join(timeout=30)
        for supervisor in self.supervisors:
            supervisor.stop()
        for running in self.started:
            running.kill()


def answers(web: Web) -> bool:
    """Whether the web server serves."""
    try:
        return web.request("GET", "/healthz").status == 200
    except OSError:
        return False
