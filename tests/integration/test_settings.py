"""What is insecure does not start, and the message says what to set instead."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from mrv.safety import local_secret_key, refuse_insecure

BASE_DIR = Path(__file__).resolve().parents[2]
GOOD = "0123456789abcdefghij" * 3


def start(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the project in an otherwise empty environment, without servers."""
    base = {"PATH": os.environ["PATH"], "MRV_NO_SERVICES": "1", "DJANGO_SETTINGS_MODULE": "mrv.settings"}
    line = [sys.executable, *command]
    return subprocess.run(
        line, env=base | environment, cwd=BASE_DIR, capture_output=True, text=True, timeout=120, check=False
    )


def refuse(**changes: object) -> None:
    values = {"secret_key": GOOD, "allowed_hosts": ["mrv.example"], "debug": False, "demo": False} | changes
    refuse_insecure(**values)


def test_deployment_with_secret_and_hosts_starts() -> None:
    refuse()


def test_program_without_secret_and_debug_does_not_start() -> None:
    done = start("-c", "import django; django.setup()")
    assert done.returncode == 1
    assert "SECRET_KEY is not set" in done.stderr
    assert "make demo" in done.stderr


@pytest.mark.parametrize("key", ["short", "a" * 80, "abcd" * 20])
def test_weak_secret_does_not_start(key: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is weak"):
        refuse(secret_key=key)


def test_wildcard_host_does_not_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS"):
        refuse(allowed_hosts=["*"])


@pytest.mark.parametrize("mode", ["debug", "demo"])
def test_local_modes_answer_on_the_loopback_only(mode: str) -> None:
    refuse(secret_key="", allowed_hosts=["127.0.0.1", "localhost"], **{mode: True})
    with pytest.raises(ImproperlyConfigured, match="loopback only"):
        refuse(secret_key="", allowed_hosts=["mrv.example"], **{mode: True})


def test_local_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first = local_secret_key(tmp_path)
    assert local_secret_key(tmp_path) == first
    assert len(first) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_django_finds_nothing_to_warn_about_in_a_deployment() -> None:
    from mrv.quality import production

    done = start("manage.py", "check", "--deploy", "--fail-level", "WARNING", **production())
    assert done.returncode == 0, done.stderr


def test_lost_broker_costs_a_publisher_no_wait(settings) -> None:
    from celery import Celery
    from kombu.exceptions import OperationalError

    app = Celery("lost", broker="redis+socket:///nowhere/redis.sock", set_as_current=False)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    started = time.monotonic()
    with pytest.raises(OperationalError):
        app.send_task("mrv.core.run_job", kwargs={"job_id": 1}, retry=False)
    assert time.monotonic() - started < 1
