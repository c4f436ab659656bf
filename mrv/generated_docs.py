"""Write the pages that are derived from the code, or compare them: python -m mrv.generated_docs [--check].

Rule: permission lists, state diagrams, method and check catalogues are generated, so the
documentation cannot say something else than the program does. To add pages, add a function to SOURCES
that returns texts by path.
"""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from mrv.accounting.catalogue import with_table
from mrv.accounting.pages import method_pages
from mrv.examples.pages import example_pages
from mrv.reference.templates import load_sector_templates
from mrv.roles import GRANTS, PERMISSIONS, ROLES_OF_KIND, OrganizationKind
from mrv.schedule import SCHEDULE
from mrv.workflow import TransitionTable

BASE_DIR = Path(__file__).resolve().parent.parent
APPS = ("mrv/core", "reporting", "verification", "inventory")
NOTE = "Generated from the code by `make docs`; `make check` compares it.\n\n"
Pages = dict[str, str]


def permissions() -> Pages:
    """docs/permissions.md: who may do what, from mrv/roles.py."""
    lines = ["# Roles and permissions\n\n", NOTE, "Scope, that is on which records, is `visible_to(actor)`.\n"]
    for kind in OrganizationKind:
        lines.append(f"\n## {kind.value.replace('_', ' ').capitalize()}\n")
        for role in sorted(ROLES_OF_KIND[kind]):
            lines.append(f"\n### {role.value.replace('_', ' ')}\n\n")
            lines += [f"- `{grant}` {PERMISSIONS[grant]}\n" for grant in sorted(GRANTS[role])]
    return {"docs/permissions.md": "".join(lines)}


def states() -> Pages:
    """docs/states.md: the life of everything that has a state, from each states.py."""
    lines = ["# States and transitions\n\n", NOTE.rstrip("\n"), "\n"]
    for table in transition_tables():
        lines.append(f"\n## {table.noun.replace('_', ' ').capitalize()}\n\n```mermaid\n{table.mermaid()}```\n\n")
        lines.append("| state | meaning | whose turn |\n|---|---|---|\n")
        lines += [f"| `{state.code}` | {state.label} | {state.turn} |\n" for state in table.states]
        lines.append("\n| move | from | to | permission |\n|---|---|---|---|\n")
        for move in table.transitions:
            sources = ", ".join(f"`{source}`" for source in sorted(move.sources))
            by = f"`{move.permission}`" if move.permission else "the platform itself"
            lines.append(f"| {move.name.replace('_', ' ')} | {sources} | `{move.target}` | {by} |\n")
    return {"docs/states.md": "".join(lines)}


def transition_tables() -> Iterator[TransitionTable]:
    """Every table declared in the states module of an app."""
    for app in APPS:
        if (BASE_DIR / app / "states.py").exists():
            module = import_module(f"{app.replace('/', '.')}.states")
            yield from (value for value in vars(module).values() if isinstance(value, TransitionTable))


def schedule() -> Pages:
    """docs/schedule.md: what runs by the clock, from mrv/schedule.py."""
    rows = [f"| `{e.task}` | every {e.every.total_seconds():g} s | {e.purpose} |\n" for e in SCHEDULE]
    head = "| task | when | what for |\n|---|---|---|\n"
    return {"docs/schedule.md": "# What runs by the clock\n\n" + NOTE + head + "".join(rows)}


def methods() -> Pages:
    """Every method of the accounting engine and of worked examples: docs/methods, and the table in its README."""
    for mappings in ("mrv.examples.mappings", "inventory.examples"):
        import_module(mappings)
    readme = "mrv/accounting/README.md"
    return {**method_pages(), **example_pages(NOTE), readme: with_table((BASE_DIR / readme).read_text())}


def checks() -> Pages:
    """docs/checks.md: what is checked before a report is submitted, from reporting/checks."""
    table = import_module("reporting.checks.catalogue").render()
    limits = import_module("reporting.checks.products").LIMITS
    head = "# Checks of a declaration\n\n" + NOTE
    rule = "An error blocks submission, a warning needs an explanation, info is shown.\n\n"
    return {"docs/checks.md": f"{head}{rule}{table}\n{limits}\n"}


def sector_templates() -> Pages:
    """docs/sector-templates.md: what the 24 national sectors must report and by which method, from the fixtures."""
    lines = ["# Templates of the 24 national sectors\n\n", NOTE]
    lines.append(
        "A facility whose plan follows a template reports every source below; a source without a stream needs a stated "
        "reason before the report can be submitted (check `template_source`). The sources are those the NDRC and MEE "
        "guidelines ask for, after a public specification of a factor library: **weak (C)**, for the clauses of the "
        "printed guidelines were not seen. 排放源依据公开的因子库数据规范整理，未核对指南印刷文本，可靠性为 C（弱）。\n"
    )
    for template in load_sector_templates().values():
        lines.append(f"\n## {template.code} {template.name_en} {template.name_zh}\n\n")
        lines.append("| source | name | scope | gases | methods, preferred first | grade | remark |\n")
        lines.append("|---|---|---|---|---|---|---|\n")
        for source in template.sources:
            served = ", ".join(f"[`{name}`](methods/{name}.md)" for name in source.methods)
            remark = "; ".join(filter(None, (source.flag, source.note))) or "-"
            lines.append(
                f"| {source.code} `{source.symbol}` | {source.name_en}<br>{source.name_zh} | {source.scope} "
                f"| {', '.join(source.gases)} | {served} | {source.grade} | {remark} |\n"
            )
    return {"docs/sector-templates.md": "".join(lines)}


SOURCES: Final[tuple[Callable[[], Pages], ...]] = (permissions, states, schedule, methods, checks, sector_templates)


def pages() -> Pages:
    """All generated pages by path."""
    return {path: text for source in SOURCES for path, text in source().items()}


def stale() -> list[str]:
    """Paths whose file differs from what the code says."""
    return [path for path, text in pages().items() if _read(BASE_DIR / path) != text]


def _read(path: Path) -> str | None:
    return path.read_text() if path.exists() else None


def main(arguments: list[str]) -> int:
    """Write the pages; with --check only compare, 1 when one is stale."""
    outdated = stale()
    if "--check" in arguments:
        for path in outdated:
            print(f"{path} is not what the code says. Run make docs and commit it.", file=sys.stderr)
        return 1 if outdated else 0
    written = pages()
    for path in outdated:
        (BASE_DIR / path).parent.mkdir(parents=True, exist_ok=True)
        (BASE_DIR / path).write_text(written[path])
    print(f"{len(outdated)} of {len(written)} generated pages written.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
