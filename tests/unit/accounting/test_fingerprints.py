"""A fingerprint is stored beside a result: it is the same in every process and on every machine."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = "from mrv.accounting import all_methods; print([m.fingerprint for m in all_methods().values()])"


def fingerprints(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return run.stdout


def test_fingerprints_do_not_depend_on_the_process() -> None:
    assert fingerprints("1") == fingerprints("2") == fingerprints("3")
