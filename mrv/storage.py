"""Files on disk: one that could not be written whole leaves no part of itself behind (catalogue F12)."""

import contextlib
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


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


class WholeTemporaryFiles(TemporaryFileUploadHandler):
    """Django's handler of large uploads, without the half of a temporary file that a full disk left."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        try:
            return super().receive_data_chunk(raw_data, start)
        except OSError:
            self._remove()
            raise

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        try:
            return super().file_complete(file_size)
        except OSError:
            self._remove()
            raise

    def _remove(self) -> None:
        """Closing removes it, even where the last bytes cannot be written."""
        with contextlib.suppress(OSError):
            self.file.close()
