"""Hand a workbook to the child process and take its answer: rows as text, or why it is refused."""

import subprocess
import sys
from pathlib import Path

import msgspec

from mrv.accounting.messages import Text
from mrv.core.workbooks.reasons import REASONS

CHILD = Path(__file__).with_name("child.py")
SECONDS = 15


class Answer(msgspec.Struct):
    """What the child says: rows as tuples of text, or a refusal."""

    sheet: str = ""
    rows: list[tuple[str, ...]] = []
    meta: dict[str, str] = {}
    formulas: list[str] = []
    refused: str = ""
    params: dict[str, str] = {}

    def words(self) -> dict[str, str | Text]:
        """The parameters of the refusal; its reason in both languages."""
        reason = REASONS.get(self.params.get("reason", ""))
        if reason is None:
            return dict(self.params)
        return {"reason": Text(*(text.format(**self.params) for text in reason))}


_DECODER = msgspec.msgpack.Decoder(Answer)


def read_workbook(data: bytes, *sheets: str) -> Answer:
    """The first of these sheets (or the only one), its ``_meta`` and the cells that hold a formula without value."""
    command = [sys.executable, "-E", str(CHILD), *sheets]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return _too_complex("seconds", limit=SECONDS)
    if done.returncode:
        return _too_complex("stopped")
    return _DECODER.decode(done.stdout)


def _too_complex(reason: str, **params: int) -> Answer:
    values = {name: str(value) for name, value in params.items()}
    return Answer(refused="workbook_too_complex", params={"reason": reason, **values})
