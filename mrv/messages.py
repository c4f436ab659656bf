"""Compile translations (.po to .mo) without the system's gettext: python -m mrv.messages."""

import sys
from pathlib import Path

import polib

BASE_DIR = Path(__file__).resolve().parent.parent
APPS = ("mrv", "reporting", "verification", "inventory")


def catalogues() -> list[Path]:
    """Every message catalogue of our own apps."""
    return sorted(path for app in APPS for path in (BASE_DIR / app).glob("**/LC_MESSAGES/*.po"))


def compile_catalogue(path: Path) -> bool:
    """Write the .mo beside the .po unless it is newer; say whether it was written."""
    compiled = path.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime_ns > path.stat().st_mtime_ns:
        return False
    polib.pofile(str(path)).save_as_mofile(str(compiled))
    return True


def main() -> int:
    """Compile what changed; 1 when a catalogue cannot be read."""
    try:
        written = sum(compile_catalogue(path) for path in catalogues())
    except OSError as error:
        print(f"A catalogue cannot be read: {error}. Correct the line it names.", file=sys.stderr)
        return 1
    print(f"{written} of {len(catalogues())} message catalogues compiled.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
