"""The results as a small file: when, on what kind of machine, which figures. No names of machines or people."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil

from bench.harness import Figure


def write(path: Path, figures: Sequence[Figure], *, at: datetime) -> None:
    """Write them as JSON, one figure per line."""
    held = {"date": at.date().isoformat(), "machine": machine(), "figures": [figure.as_dict() for figure in figures]}
    write_held(path, held)


def write_held(path: Path, held: Mapping[str, Any]) -> None:
    """The same, of figures that are plain values already."""
    path.parent.mkdir(exist_ok=True)
    head = json.dumps({name: value for name, value in held.items() if name != "figures"}, ensure_ascii=False)
    lines = ",\n".join(f"  {json.dumps(figure, ensure_ascii=False)}" for figure in held["figures"])
    path.write_text(f'{head[:-1]}, "figures": [\n{lines}\n]}}\n', encoding="utf-8")


def machine() -> dict[str, Any]:
    """What matters for reading the figures."""
    return {
        "processors": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30),
        "load_average": [round(load, 1) for load in os.getloadavg()],
        "architecture": platform.machine(),
        "python": platform.python_version(),
    }
