"""Start, recognize and stop one server process by its id.

A server is ours only when it runs in our data folder: a stale pid file may name a process of somebody else.
A zombie counts as dead, because in a container nobody may be there to reap it.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from mrv.embedded.places import EmbeddedServerError, ServiceUser

# The shell leaves at once, so the server belongs to init, not to the process that happened to start it.
DETACH = '"$@" </dev/null >&2 & echo $!'
START_SECONDS = 60
STOP_SECONDS = 60


def run(command: list[str], user: ServiceUser) -> subprocess.CompletedProcess[str]:
    """Run a command to its end as the service user."""
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=environment(),
        cwd="/",
        timeout=120,
        user=user.step_down_uid,
        group=user.step_down_gid,
        extra_groups=[] if user.switch else None,
    )


def launch(command: list[str], *, user: ServiceUser, log: Path, cwd: Path) -> int:
    """Start a detached server as the service user in `cwd`; return its process id."""
    log.parent.mkdir(parents=True, exist_ok=True)
    log.touch()
    if user.switch:
        os.chown(log, user.uid, user.gid)
    with log.open("a") as output:
        done = subprocess.run(
            ["/bin/sh", "-c", DETACH, "sh", *command],
            stdout=subprocess.PIPE,
            stderr=output,
            stdin=subprocess.DEVNULL,
            text=True,
            check=True,
            env=environment(),
            cwd=cwd,
            start_new_session=True,
            umask=0o077,
            timeout=30,
            user=user.step_down_uid,
            group=user.step_down_gid,
            extra_groups=[] if user.switch else None,
        )
    return int(done.stdout)


def environment() -> dict[str, str]:
    """A small environment: nothing of the caller's locale or secrets reaches a server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def alive(pid: int) -> bool:
    """Whether the process exists and is not a zombie."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def servers_in(folder: Path, program: str) -> Iterator[psutil.Process]:
    """Living processes of a program whose working folder is `folder`."""
    for process in psutil.process_iter():
        try:
            if process.name() == program and process.cwd() == str(folder) and alive(process.pid):
                yield process
        except psutil.Error:
            continue


def recorded_pid(pid_file: Path, folder: Path) -> int | None:
    """The process id in a pid file, if that process lives and works in `folder`."""
    try:
        pid = int(pid_file.read_text().split()[0])
        return pid if alive(pid) and psutil.Process(pid).cwd() == str(folder) else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None


def wait_until(answers: Callable[[], bool], *, pid: int, name: str, log: Path) -> None:
    """Wait for a server to answer; say what its log says when it does not."""
    deadline = time.monotonic() + START_SECONDS
    while not answers():
        if not alive(pid) or time.monotonic() > deadline:
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            raise EmbeddedServerError(f"The embedded {name} did not start. The end of {log}:\n{tail}")
        time.sleep(0.05)


def is_coming(answers: Callable[[], bool], *, pid: int | None, door: Path, name: str) -> bool:
    """Whether a living server, perhaps still recovering, answers in time; false when there is none."""
    if pid is None or not door.exists():
        return False
    try:
        wait_until(answers, pid=pid, name=name, log=Path(os.devnull))
    except EmbeddedServerError:
        return False
    return True


def end(processes: list[psutil.Process], sign: signal.Signals) -> None:
    """Ask processes to stop and wait; after the time allowed, kill them."""
    for attempt in (sign, signal.SIGKILL):
        for process in processes:
            _signal(process, attempt)
        deadline = time.monotonic() + STOP_SECONDS
        while any(alive(process.pid) for process in processes):
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
        else:
            return


def _signal(process: psutil.Process, sign: signal.Signals) -> None:
    try:
        process.send_signal(sign)
    except psutil.NoSuchProcess:
        return
