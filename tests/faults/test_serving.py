"""The platform under its supervisor, as real processes: it comes up, heals, runs a command, goes down."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from mrv.serve import free_port, not_ready

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("serving")]
BASE_DIR = Path(__file__).resolve().parents[2]
Environment = Callable[..., dict[str, str]]


def until(holds: Callable[[], object], seconds: float) -> bool:
    """Whether it came to hold; its last answer counts."""
    deadline = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return bool(held)


def recorded(var: Path) -> list[int]:
    try:
        return [pid for pid, _ in json.loads((var / "serve.pids").read_text())]
    except (OSError, ValueError):
        return []


@pytest.fixture
def serving(process_environment: Environment, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """`python -m mrv.serve` on the database of this test, its state in a folder of its own."""
    environment = process_environment(MRV_VAR=tmp_path, MRV_PORT=free_port(18000), MRV_DEMO=1, SECRET_KEY="")
    process = subprocess.Popen(
        [sys.executable, "-m", "mrv.serve", "--workers", "1"],
        env=environment, cwd=BASE_DIR, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process, tmp_path
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def test_platform_comes_up_heals_and_goes_down(serving: tuple[subprocess.Popen[str], Path]) -> None:
    process, var = serving
    assert until((var / "serve.address").exists, 60)
    address = (var / "serve.address").read_text()
    assert until(lambda: not not_ready(address), 120), not_ready(address)
    pids = recorded(var)
    assert len(pids) == 3
    orphans = [child for pid in pids for child in psutil.Process(pid).children(recursive=True)]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    assert until(lambda: not set(pids) & set(recorded(var)) and len(recorded(var)) == 3, 30)
    # A web process whose parent was killed still answers for a moment: only the answer after it counts.
    assert until(lambda: not any(orphan.is_running() for orphan in orphans), 30), orphans
    assert until(lambda: not not_ready(address), 60), not_ready(address)
    healed = recorded(var)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    assert not any(psutil.pid_exists(pid) for pid in healed)


def test_settings_that_refuse_end_the_start_at_once(process_environment: Environment, tmp_path: Path) -> None:
    environment = process_environment(MRV_VAR=tmp_path, MRV_DEMO="", DEBUG="", SECRET_KEY="")
    done = subprocess.run(
        [sys.executable, "-m", "mrv.serve"], env=environment, cwd=BASE_DIR, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "SECRET_KEY is not set" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "serve.pids").exists()


def test_status_of_the_first_command_is_the_status_of_serving(
    process_environment: Environment, tmp_path: Path
) -> None:
    environment = process_environment(MRV_VAR=tmp_path, MRV_PORT=free_port(18100), MRV_DEMO=1, SECRET_KEY="")
    line = [sys.executable, "-m", "mrv.serve", "--workers", "1", "--first", "nonsense", "--until-done"]
    done = subprocess.run(
        line, env=environment, cwd=BASE_DIR, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 1
    assert "Unknown command: 'nonsense'" in done.stderr
    assert not (tmp_path / "serve.pids").exists()
