"""docs/speed.md: how speed is measured, and the figures that were kept last."""

import json
from pathlib import Path
from typing import Any

HEAD = """# Speed

Absolute figures on a shared machine move by a factor of two within minutes. So every goal is a ratio against a
reference that runs in the same script, and the two take turns: at least seven pairs of at least 0.3 s a side; the
median of the pairwise ratios counts. Beside it stands the interquartile range; a run whose range is more than a quarter
of its median is called noisy and proves nothing, whichever side of the goal it falls on.

    make bench                          # all measures; results go to bench/results/latest.json
    .venv/bin/python -m bench P4 P8     # some of them
    .venv/bin/python -m bench --keep    # all, kept as the figures of this page

`>=` compares rates (1 is as fast as the reference), `<=` compares times (1 is as long as the reference). The measures
make a database of their own on the embedded server and drop it at the end; they work with the rights of the
application, so constraints, triggers and access rules are all in force. Figures that fall short are shown as they are.
"""


def page(kept: dict[str, Any]) -> str:
    """The page for these results."""
    machine = kept["machine"]
    lines = [
        HEAD,
        f"\n## Figures of {kept['date']}\n\n",
        f"{machine['processors']} processors ({machine['architecture']}), {machine['memory_gib']} GiB, "
        f"Python {machine['python']}, load at the end {', '.join(map(str, machine['load_average']))}.\n\n",
        "| measure | goal | ratio | range | verdict | what, and against what |\n|---|---|---|---|---|---|\n",
    ]
    for figure in kept["figures"]:
        what = f"{figure['what']}; against {figure['against']}. {figure['note']}".strip()
        lines.append(
            f"| {figure['id']} | {figure['goal']} | {figure['ratio']:.2f}x | {figure['iqr']:.2f} "
            f"| {figure['verdict']} | {what.replace('|', '/')} |\n"
        )
    return "".join(lines)


def keep(latest: Path, baseline: Path, document: Path) -> None:
    """Make the latest results the kept ones and write the page."""
    kept = json.loads(latest.read_text(encoding="utf-8"))
    baseline.write_text(latest.read_text(encoding="utf-8"), encoding="utf-8")
    document.write_text(page(kept), encoding="utf-8")
