"""The files of the tree and their syntax, read once for all tests of the architecture."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
APPS = ("mrv", "reporting", "verification", "inventory")
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".html",
    ".js",
    ".css",
    ".json",
    ".yml",
    ".yaml",
    ".txt",
    ".lock",
    ".po",
    ".sh",
    ".csv",
    "",
}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control that exists, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=BASE_DIR,
        capture_output=True,
        check=True,
    )
    names = [Path(name) for name in listed.stdout.decode().split("\0") if name]
    return tuple(sorted(name for name in names if (BASE_DIR / name).is_file()))


@cache
def text_of(path: Path) -> str:
    return (BASE_DIR / path).read_text(encoding="utf-8")


@cache
def syntax_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path), filename=str(path))


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file with its content."""
    for path in tracked():
        if path.suffix in TEXT:
            yield path, text_of(path)


def program() -> list[Path]:
    """Our own Python modules: no tests, no migrations."""
    return [
        path for path in tracked() if path.suffix == ".py" and path.parts[0] in APPS and "migrations" not in path.parts
    ]


def tests() -> list[Path]:
    """Python files below tests/."""
    return [path for path in tracked() if path.suffix == ".py" and path.parts[0] == "tests"]


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file."""
    for node in ast.walk(syntax_of(path)):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Lines of the body, without the docstring."""
    body = function.body
    has_docstring = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    code = body[1:] if has_docstring else body
    return (code[-1].end_lineno or 0) - code[0].lineno + 1 if code else 0
