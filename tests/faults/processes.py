"""Start real workers and web servers as the platform's own supervisor does, and end them by process id."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mrv.serve import HOST, children, free_port

BASE_DIR = Path(__file__).resolve().parents[2]
START_SECONDS = 120
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
        """One request on a connection of its own; an answer with an error status is an answer."""
        sent = None if body is None else json.dumps(body).encode()
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

    def worker(
        self, name: str, *, beat: bool = False, faults: Mapping[str, tuple[int, str]] | None = None, **more: str
    ) -> Running:
        """A Celery worker with the platform's own options; returns once it consumes."""
        command = [part.replace("mrv.celery", "tests.faults.worker") for part in children(FIRST_PORT, 2)[1].command]
        command[command.index("-n") + 1] = f"{name}@%h"
        if beat:
            command += ["--beat", "--schedule", str(self.folder / f"{name}.schedule")]
        plan = {"MRV_FAULTS": json.dumps(faults or {}), "MRV_FAULT_FOLDER": str(self.folder), "MRV_FAULT_NAME": name}
        running = self.start(name, command, {**plan, **more})
        ready = self.folder / f"{name}.ready"
        until(lambda: ready.exists() or not running.lives, START_SECONDS, f"{name} ready")
        assert running.lives, running.said()
        return running

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
                [sys.executable, *command[1:]],
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

    def hold(self) -> None:
        """Workers whose fault is to hold, wait from now on."""
        (self.folder / "hold").touch()

    def release(self) -> None:
        """Let them go on."""
        (self.folder / "hold").unlink(missing_ok=True)

    def struck(self, point: str, subject: int) -> bool:
        """Whether the fault happened."""
        return (self.folder / f"{point} {subject}").exists()

    def stop(self) -> None:
        """Kill what is left."""
        self.release()
        for running in self.started:
            running.kill()


def answers(web: Web) -> bool:
    """Whether the web server serves."""
    try:
        return web.request("GET", "/healthz").status == 200
    except OSError:
        return False
