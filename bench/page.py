"""docs/speed.md: how speed is measured, and the figures that were kept last."""

import json
from pathlib import Path
from typing import Any

from bench.results import write_held

HEAD = """# Speed

Absolute figures on a shared machine move by a factor of two within minutes. So every goal is a ratio against a
reference that runs in the same script, and the two take turns: at least seven pairs of at least 0.3 s a side; the
median of the pairwise ratios counts. Beside it stands the interquartile range; a run whose range is more than a quarter
of its median is called noisy and proves nothing, whichever side of the goal it falls on.

    make bench                          # all measures; results go to bench/results/latest.json
    .venv/bin/python -m bench P4 P8     # some of them
    .venv/bin/python -m bench --keep    # all, kept as the figures of this page; of some, beside the others
    .venv/bin/python -m bench.recalculated_city [--keep]    # a million lines, workers killed on the way

`>=` compares rates (1 is as fast as the reference), `<=` compares times (1 is as long as the reference). The measures
make a database of their own on the embedded server and drop it at the end; they work with the rights of the
application, so constraints, triggers and access rules are all in force. Figures that fall short are shown as they are.
"""

CITY = """
## A city of {lines:,} lines

Taken {date}, {processors} processors, load at the end {load}. {reports:,} reports (synthetic) were computed by
{workers} workers, {computed_per_second:,} lines/s, and then recalculated twice; database server, broker and workers
shared the processors.

| what | figure |
|---|---|
| recalculation, left alone | {seconds} s, {lines_per_second:,} lines/s |
| parts | {parts}, each {shortest_part_seconds} to {longest_part_seconds} s of work |
| most memory of a worker process | {memory_mib} MiB |
| progress shown | {steps} steps from 0 to 100 % |
| recalculation, one worker process and later all killed with SIGKILL | {killed_seconds} s, {parts_done_again} parts \
done again |
| digests | equal to each other and to what is stored; no stored line, run, version or cell changed |
"""


def page(kept: dict[str, Any], city: dict[str, Any]) -> str:
    """The page for these results and this run of a whole city."""
    machine = kept["machine"]
    lines = [
        HEAD,
        f"\n## Figures of {kept['date']}\n\n",
        f"{machine['processors']} processors ({machine['architecture']}), {machine['memory_gib']} GiB, "
        f"Python {machine['python']}, load at the end {', '.join(map(str, machine['load_average']))}.\n\n",
        "| measure | goal | ratio | range | verdict | what, and against what |\n|---|---|---|---|---|---|\n",
    ]
    for figure in kept["figures"]:
        what = f"{figure['what']}; against {figure['against']}. {figure['note']}".strip() + _when(figure)
        lines.append(
            f"| {figure['id']} | {figure['goal']} | {figure['ratio']:.2f}x | {figure['iqr']:.2f} "
            f"| {figure['verdict']} | {what.replace('|', '/')} |\n"
        )
    return "".join([*lines, _city(city)])


def _when(figure: dict[str, Any]) -> str:
    """When and under what load a figure was taken that was kept apart from the others."""
    if "date" not in figure:
        return ""
    return f" (Taken apart, {figure['date']}, load {', '.join(map(str, figure['load_average']))}.)"


def _city(city: dict[str, Any]) -> str:
    machine = city["machine"]
    return CITY.format(
        **city,
        steps=len(city["shown_percent"]),
        load=", ".join(map(str, machine["load_average"])),
        processors=machine["processors"],
    )


def keep(latest: Path, baseline: Path, document: Path, *, is_whole: bool = True) -> None:
    """Make the latest results the kept ones and write the page; of some measures, put theirs among the others."""
    kept = json.loads(latest.read_text(encoding="utf-8"))
    write_held(baseline, kept if is_whole else _among(kept, json.loads(baseline.read_text(encoding="utf-8"))))
    write_page(baseline, document)


def _among(some: dict[str, Any], others: dict[str, Any]) -> dict[str, Any]:
    apart = {"date": some["date"], "load_average": some["machine"]["load_average"]}
    figures = {figure["id"]: figure for figure in others["figures"]}
    figures |= {figure["id"]: figure | apart for figure in some["figures"]}
    return others | {"figures": [figures[name] for name in sorted(figures, key=by_number)]}


def by_number(name: str) -> tuple[int, str]:
    """P4 before P4B before P10."""
    return int(name[1:].rstrip("B")), name


def write_page(baseline: Path, document: Path) -> None:
    """The page of the kept figures and of the kept run of a city beside them."""
    kept, city = (json.loads(path.read_text(encoding="utf-8")) for path in (baseline, baseline.with_name("city.json")))
    document.write_text(page(kept, city), encoding="utf-8")
