"""Hand a workbook to the child process and take its answer: rows as text, or why it is refused."""

import subprocess
import sys
from pathlib import Path

import msgspec

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


_DECODER = msgspec.msgpack.Decoder(Answer)


def read_workbook(data: bytes, *sheets: str) -> Answer:
    """The first of these sheets (or the only one), its ``_meta`` and the cells that hold a formula without value."""
    command = [sys.executable, "-E", str(CHILD), *sheets]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return _too_complex(f"it takes longer than {SECONDS} s to read")
    if done.returncode:
        return _too_complex("the reader stopped at its limits")
    return _DECODER.decode(done.stdout)


def _too_complex(reason: str) -> Answer:
    return Answer(refused="workbook_too_complex", params={"reason": reason})
