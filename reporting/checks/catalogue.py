"""All checks, found by themselves: every module of this package that defines CHECK."""

import importlib
import pkgutil
from functools import cache

from reporting import checks as package
from reporting.checks.base import Check
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import Outcome

ORDER = {"error": 0, "warning": 1, "info": 2}


@cache
def all_checks() -> dict[str, Check]:
    """Every check by code, errors first; ValueError if two share a code."""
    found: dict[str, Check] = {}
    for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        check = getattr(importlib.import_module(info.name), "CHECK", None)
        if check is None:
            continue
        if check.code in found:
            raise ValueError(f"two checks are called {check.code}")
        found[check.code] = check
    return dict(sorted(found.items(), key=lambda item: (ORDER[item[1].severity], item[0])))


def run_checks(declaration: Declaration) -> list[Outcome]:
    """What all checks find, errors first."""
    return [outcome for check in all_checks().values() for outcome in check.run(declaration)]


def render() -> str:
    """The catalogue as Markdown, for the documentation."""
    head = "| check | severity | title | message | explanation to give |\n|---|---|---|---|---|"
    rows = [
        f"| `{check.code}` | {check.severity} | {check.title.en} / {check.title.zh} | {check.message.en} "
        f"| {check.explanation.en if check.explanation else '-'} |"
        for check in all_checks().values()
    ]
    return "\n".join([head, *rows]) + "\n"
