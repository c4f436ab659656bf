"""Checksums of the shipped facts: a fact changes only together with its line in ``fixtures/MANIFEST.sha256``.

After a deliberate change run ``python -m mrv.reference.manifest`` and review the difference.
"""

from hashlib import sha256
from pathlib import Path

from mrv.reference.tables import FIXTURES

MANIFEST = FIXTURES / "MANIFEST.sha256"


def compute(folder: Path = FIXTURES) -> dict[str, str]:
    """Relative path to SHA-256 of every fact file, in path order."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in {".csv", ".yaml"}
    }


def read(manifest: Path = MANIFEST) -> dict[str, str]:
    """The recorded checksums."""
    lines = manifest.read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def write(manifest: Path = MANIFEST) -> int:
    """Record the checksums of the files as they are; answers how many."""
    found = compute(manifest.parent)
    text = "".join(f"{digest}  {path}\n" for path, digest in found.items())
    manifest.write_text(text, encoding="utf-8", newline="\n")
    return len(found)


if __name__ == "__main__":
    print(f"{write()} files recorded in {MANIFEST.name}")
