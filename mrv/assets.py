"""Collect and compress static files when one of them changed: python -m mrv.assets."""

import hashlib
import os
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
APPS = ("mrv", "reporting", "verification", "inventory")


def fingerprint() -> str:
    """Changes with the name, size or time of any static file of ours, and with the locked packages."""
    files = sorted(path for app in APPS for path in (BASE_DIR / app).glob("**/static/**/*") if path.is_file())
    facts = [f"{path.relative_to(BASE_DIR)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    facts.append((BASE_DIR / "requirements.lock").read_text())
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def main() -> int:
    """Run collectstatic unless the last run saw the same files."""
    stamp = BASE_DIR / "static_collected" / ".fingerprint"
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return 0
    print("Static files: collecting and compressing ...", flush=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrv.settings")
    os.environ.setdefault("MRV_DEMO", "1")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)
    return 0


if __name__ == "__main__":
    sys.exit(main())
