"""Serve the portal and the workers under one supervisor: python -m mrv.serve.

Starts the web server, workers and the clock as children, restarts what dies, brings the embedded
servers back, and on Ctrl-C stops all it started, by process id. `--first COMMAND` runs a management
command once everything is ready; `--until-done` stops after it.
"""

import argparse
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType

from django.core.exceptions import ImproperlyConfigured

from mrv import embedded
from mrv.embedded.places import Places
from mrv.supervisor import Child, Supervisor

HOST = "127.0.0.1"
READY_SECONDS = 90
INTERRUPTED = 130  # the shell's status of a command that Ctrl-C ended


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C; the exit status is that of the `--first` command, if there is one."""
    options = _parser().parse_args(arguments)
    var = Places.current().var
    with _only_one(var) as is_alone:
        if not is_alone:
            return _use_the_running(var, options)
        return _serve(var, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m mrv.serve", description="Serve portal and workers.")
    parser.add_argument("--port", type=int, default=int(os.environ.get("MRV_PORT", "8000")))
    parser.add_argument("--workers", type=int, default=2, help="web processes and worker processes, each")
    parser.add_argument("--first", default="", help="management command to run once everything is ready")
    parser.add_argument("--until-done", action="store_true", help="stop after the command")
    return parser


def _serve(var: Path, options: argparse.Namespace) -> int:
    _require_settings()
    embedded.ensure_services()
    port = free_port(options.port)
    address = f"http://{HOST}:{port}"
    environment = {**os.environ, "MRV_BASE_URL": address, "PROMETHEUS_MULTIPROC_DIR": str(_metrics_folder(var))}
    supervisor = Supervisor(var, children(port, options.workers), environment)
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    interrupted = INTERRUPTED
    try:
        supervisor.start()
        (var / "serve.address").write_text(address)
        wait_until_ready(address, supervisor)
        status = _run_first(options.first, environment, supervisor)
        if status or options.until_done:
            return status
        interrupted = 0
        print(f"\nServing {address} (portal), {address}/api/v1/docs (REST). Ctrl-C stops everything.", flush=True)
        while True:
            _keep_up(supervisor)
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
        return interrupted
    finally:
        _ignore_further_interrupts()
        (var / "serve.address").unlink(missing_ok=True)
        supervisor.stop()
        if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
            embedded.stop()


def _require_settings() -> None:
    """End at once, with the reason, where the settings refuse: every child would only die of it again and again."""
    try:
        import_module("mrv.settings")
    except ImproperlyConfigured as refusal:
        raise SystemExit(str(refusal)) from None


def children(port: int, workers: int) -> list[Child]:
    """What to run beside the database and the broker."""
    python = sys.executable
    web = ["--bind", f"{HOST}:{port}", "--workers", str(workers), "--threads", "4", "--worker-class", "gthread"]
    web += ["--no-control-socket", "--graceful-timeout", "10", "--timeout", "120", "--log-level", "warning"]
    work = ["worker", "--concurrency", str(workers), "--loglevel", "warning", "--without-gossip", "--without-mingle"]
    beat = ["beat", "--loglevel", "warning", "--pidfile", ""]
    return [
        Child("web", [python, "-m", "gunicorn", "mrv.wsgi", *web], {"MRV_STATEMENT_TIMEOUT_MS": "60000"}),
        Child("workers", [python, "-m", "celery", "-A", "mrv.celery", *work, "-n", f"mrv-{port}@%h"]),
        Child("clock", [python, "-m", "celery", "-A", "mrv.celery", *beat]),
    ]


def free_port(wanted: int) -> int:
    """The wanted port, or the next free one."""
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise SystemExit(f"No free port from {wanted} to {wanted + 99}. Set MRV_PORT to the start of a free range.")


def wait_until_ready(address: str, supervisor: Supervisor) -> None:
    """Wait for /readyz, which includes a task consumed by a worker."""
    print("Starting the portal and the workers ...", flush=True)
    deadline = time.monotonic() + READY_SECONDS
    while (fault := not_ready(address)) and time.monotonic() < deadline:
        supervisor.tend()
        time.sleep(0.5)
    if fault:
        raise SystemExit(f"The platform was not ready after {READY_SECONDS} s: {fault}")


def not_ready(address: str) -> str:
    """What /readyz complains about; empty when the platform is ready."""
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=10):  # nosec B310
            return ""
    except urllib.error.HTTPError as answer:
        return answer.read(2000).decode(errors="replace")
    except OSError as error:
        return str(error)


def _run_first(command: str, environment: Mapping[str, str], supervisor: Supervisor | None = None) -> int:
    """Run a management command to its end while the platform is kept up."""
    if not command:
        return 0
    manage = Path(__file__).resolve().parent.parent / "manage.py"
    process = subprocess.Popen([sys.executable, str(manage), *command.split()], env=environment)
    try:
        while process.poll() is None:
            if supervisor is not None:
                _keep_up(supervisor)
            else:
                time.sleep(0.2)
        return process.returncode
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=30)


def _keep_up(supervisor: Supervisor) -> None:
    """One round: restart dead children, bring back lost embedded servers."""
    time.sleep(0.5)
    supervisor.tend()
    embedded.ensure_services()


def _use_the_running(var: Path, options: argparse.Namespace) -> int:
    """Another process serves this checkout: run the command against it, or say where it is."""
    file = var / "serve.address"
    address = file.read_text() if file.exists() else "an address it is about to print"
    print(f"This checkout is already served at {address}.", flush=True)
    return _run_first(options.first, {**os.environ, "MRV_BASE_URL": address}) if options.first else 1


@contextmanager
def _only_one(var: Path) -> Iterator[bool]:
    """Whether this process alone serves the checkout; true for the holder of the lock."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "serve.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _metrics_folder(var: Path) -> Path:
    """An empty folder for the metrics of several processes."""
    folder = var / "metrics"
    folder.mkdir(exist_ok=True)
    for left in folder.glob("*.db"):
        left.unlink()
    return folder


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _ignore_further_interrupts() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
