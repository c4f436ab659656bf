"""Where the embedded servers keep data, sockets, logs and the start lock, and as whom they run.

Sockets lie in a short private folder under /tmp, because a UNIX socket path is limited to 107 bytes and a
checkout may lie deeper. PostgreSQL refuses to run as root; started by root it runs as the user named by
MRV_EMBEDDED_USER, `nobody` unless set.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# The folder below it is private and its owner is verified.
SOCKET_ROOT = Path("/tmp")  # nosec B108
ROOT_STATE = Path("/var/lib/city-mrv")


class EmbeddedServerError(RuntimeError):
    """An embedded server cannot start, answer or stop; the text says what to do."""


@dataclass(frozen=True)
class ServiceUser:
    """The system user a server runs as; `switch` is true when root has to step down to it."""

    uid: int
    gid: int
    switch: bool

    @property
    def step_down_uid(self) -> int | None:
        """The user id a child process has to take, none when it keeps the caller's."""
        return self.uid if self.switch else None

    @property
    def step_down_gid(self) -> int | None:
        """The group id a child process has to take, none when it keeps the caller's."""
        return self.gid if self.switch else None

    @classmethod
    def current(cls) -> "ServiceUser":
        """The caller, or for root the unprivileged user that owns the embedded servers."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), switch=False)
        name = os.environ.get("MRV_EMBEDDED_USER", "nobody")
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            raise EmbeddedServerError(
                f"PostgreSQL refuses to run as root and there is no user {name!r} to run it as. "
                "Set MRV_EMBEDDED_USER to an unprivileged user, run as such a user, or set DATABASE_URL."
            ) from None
        return cls(entry.pw_uid, entry.pw_gid, switch=True)


@dataclass(frozen=True)
class Places:
    """The folders of one checkout's servers; equal for every process of the same user and checkout."""

    var: Path
    user: ServiceUser

    @classmethod
    def current(cls) -> "Places":
        """The places for this checkout, or for the folder named by MRV_VAR."""
        return cls(Path(os.environ.get("MRV_VAR") or BASE_DIR / "var").resolve(), ServiceUser.current())

    @property
    def key(self) -> str:
        """A short name that differs between checkouts and between users."""
        return hashlib.sha256(f"{self.user.uid}:{self.var}".encode()).hexdigest()[:12]

    @property
    def sockets(self) -> Path:
        return SOCKET_ROOT / f"mrv-{self.user.uid}-{self.key}"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def reachable(self) -> bool:
        """Whether the service user may walk to var/ (root's own checkout under /root may be closed)."""
        if not self.user.switch:
            return True
        folders = [self.var, *self.var.parents] if self.var.exists() else list(self.var.parents)
        return all(folder.stat().st_mode & stat.S_IXOTH for folder in folders if folder.exists())

    @property
    def state(self) -> Path:
        """Where server data lie: var/, or a folder of root's when the service user cannot walk to var/."""
        return self.var if self.reachable else ROOT_STATE / self.key

    @property
    def postgres_data(self) -> Path:
        return self.state / "postgres"

    @property
    def redis_data(self) -> Path:
        return self.state / "redis"

    def prepare(self) -> None:
        """Create what is missing; refuse a socket folder that somebody else put there."""
        for folder in (self.var, self.logs, self.state):
            folder.mkdir(parents=True, exist_ok=True)
        for folder in (self.postgres_data, self.redis_data):
            folder.mkdir(exist_ok=True)
            self._own(folder)
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        self._own(self.sockets)

    def _own(self, folder: Path) -> None:
        found = folder.lstat()
        mine = {self.user.uid, os.geteuid()}
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in mine:
            raise EmbeddedServerError(
                f"{folder} belongs to user id {found.st_uid}, expected {self.user.uid}. "
                "Run as the user that created it, or remove it (make clean)."
            )
        if self.user.switch:
            os.chown(folder, self.user.uid, self.user.gid)
        folder.chmod(0o700)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of this checkout: one process starts or stops servers, the others wait."""
        self.var.mkdir(parents=True, exist_ok=True)
        with (self.var / "embedded.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def remove(self) -> None:
        """Delete data, sockets and logs of the servers; what else lies in var/ stays."""
        for folder in (self.postgres_data, self.redis_data, self.sockets, self.logs):
            shutil.rmtree(folder, ignore_errors=True)
        if not self.reachable:
            shutil.rmtree(self.state, ignore_errors=True)
