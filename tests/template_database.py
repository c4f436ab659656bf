"""One migrated database per state of the migrations, which every parallel worker and later run copies.

Migrating takes many seconds, copying less than one. Only on the embedded servers; a server named by
DATABASE_URL is migrated in the ordinary way.
"""

import fcntl
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql

from mrv.embedded import postgres_url
from mrv.embedded.places import Places

BASE_DIR = Path(__file__).resolve().parents[1]
APPS = ("mrv", "reporting", "verification", "inventory")
PREFIX = "migrated_"


def fingerprint() -> str:
    """Changes with any migration, the packages that bring their own, and the granted rights."""
    files = sorted(path for app in APPS for path in (BASE_DIR / app).glob("**/migrations/*.py"))
    files += [BASE_DIR / "requirements.lock", BASE_DIR / "mrv" / "grants.py", BASE_DIR / "mrv" / "settings.py"]
    digest = sha256()
    for file in files:
        digest.update(str(file.relative_to(BASE_DIR)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def template_database() -> str:
    """The name of the migrated database; made first if it is not there."""
    name = PREFIX + fingerprint()
    with (Places.current().var / "template.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with psycopg.connect(postgres_url("app_owner", "postgres"), autocommit=True) as connection:
            known = [row[0] for row in connection.execute("SELECT datname FROM pg_database")]
            if name not in known:
                for old in known:
                    if old.startswith(PREFIX):
                        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
                _make(connection, name)
    return name


def _make(connection: psycopg.Connection, name: str) -> None:
    draft = f"{PREFIX}draft"
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
    owner = postgres_url("app_owner", draft)
    environment = {**os.environ, "DATABASE_URL": owner, "MRV_DATABASE_ROLE": "app_owner"}
    line = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(line, cwd=BASE_DIR, env=environment | {"DJANGO_SETTINGS_MODULE": "mrv.settings"}, check=True)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    connection.execute(rename.format(sql.Identifier(draft), sql.Identifier(name)))
