"""Run every static check side by side and report each: python -m mrv.quality (make check)."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
APPS = ["mrv", "reporting", "verification", "inventory"]
LOCAL = {"DEBUG": "1"}


def production() -> dict[str, str]:
    """The environment of a deployment, which must pass Django's own inspection without a warning."""
    return {
        "DEBUG": "0",
        "MRV_DEMO": "0",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "mrv.example",
        "MRV_BEHIND_TLS_PROXY": "1",
    }


@dataclass(frozen=True)
class Check:
    """One check: a module or script to run with the environment's interpreter."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def checks() -> list[Check]:
    """All checks, the slowest first."""
    return [
        Check("types (mypy)", ["-m", "mypy", *APPS], LOCAL),
        Check("lint (ruff)", ["-m", "ruff", "check", "."]),
        Check("format (ruff)", ["-m", "ruff", "format", "--check", "."]),
        Check("imports (import-linter)", ["-c", "from importlinter.cli import lint_imports_command as run; run()"]),
        Check("security lint (bandit)", ["-m", "bandit", "-q", "-ll", "-ii", "-r", *APPS, "-c", "pyproject.toml"]),
        Check("generated docs", ["-m", "mrv.generated_docs", "--check"], LOCAL),
        Check("migrations", ["manage.py", "makemigrations", "--check", "--dry-run"], LOCAL),
        Check("deployment settings", ["manage.py", "check", "--deploy", "--fail-level", "WARNING"], production()),
    ]


def run(check: Check) -> tuple[Check, int, str, float]:
    """Run one check; its exit status, output and seconds."""
    started = time.monotonic()
    environment = {**os.environ, "MRV_NO_SERVICES": "1", **check.environment}
    done = subprocess.run(
        [sys.executable, *check.command], cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )
    return check, done.returncode, done.stdout + done.stderr, time.monotonic() - started


def main() -> int:
    """Run all; 1 when any fails, after all have reported."""
    failed = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for check, status, output, seconds in pool.map(run, checks()):
            print(f"{'ok    ' if status == 0 else 'FAILED'} {check.name}  {seconds:.0f} s", flush=True)
            if status:
                failed += 1
                print(output.rstrip() + "\n", flush=True)
    print(f"{failed} of {len(checks())} checks failed." if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
