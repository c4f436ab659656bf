"""The build of the accounting engine: a digest of its sources, computed once per process.

A stored result names it, so that "same build, same inputs" can be checked to mean "same bytes".
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

import mrv.accounting

LENGTH = 16


@cache
def engine_build() -> str:
    """The digest over the names and contents of all modules of mrv.accounting."""
    root = Path(mrv.accounting.__file__).parent
    digest = sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:LENGTH]
