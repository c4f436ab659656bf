"""Files on disk: one that could not be written whole leaves no part of itself behind (catalogue F12)."""

import contextlib
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFilesStorage(FileSystemStorage):
    """Django's storage of files, without the half of a file that a full disk left."""

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        was_there = path.exists()
        try:
            return str(super()._save(name, content))  # type: ignore[misc]
        except OSError:
            if not was_there:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
            raise
