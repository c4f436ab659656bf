"""Settings of the tests: the project's own, on fast embedded servers of their own under var/test."""

import os
from pathlib import Path

os.environ.setdefault("MRV_VAR", str(Path(__file__).resolve().parents[1] / "var" / "test"))
os.environ.setdefault("MRV_EMBEDDED_FAST", "1")
os.environ.setdefault("MRV_DATABASE_ROLE", "app_owner")
os.environ.setdefault("SECRET_KEY", "tests-only-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789")
os.environ.setdefault("MRV_HTTPS", "0")
os.environ.setdefault("MRV_GALLERY", "1")
# One Redis database per parallel worker, so that they share no cache, throttle or queue. Set whatever it was: a
# parallel worker inherits the number of the process that distributes the tests.
os.environ["MRV_REDIS_DB"] = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")

from mrv.settings import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "mrv.storage.WholeFilesStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
