"""The tree speaks of the project alone, can be built anywhere, and leaves nothing half done."""

import re

import pytest

from tests.architecture import tree

LARGEST_PICTURE_BYTES = 300_000
# Written in two parts, so that this file does not find itself.
REGISTRIES = (
    "registry.npm" + "js.org",
    "registry.npm" + "mirror",
    "pypi" + ".org/simple",
    "files.python" + "hosted",
    "--index" + "-url",
    "--extra-index" + "-url",
    "tuna.tsinghua" + ".edu",
    '"resol' + 'ved":',
)
PLACES = (r"/ro" + r"ot/", r"/ho" + r"me/\w+/", r"/wo" + r"rk/", r"/Us" + r"ers/\w+")
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "X" * 3 + ":", "raise NotImplemented" + "Error", "HA" + "CK:")
BLANKET = (
    r"#\s*no" + r"qa\s*$",
    r"#\s*type:\s*ig" + r"nore\s*($|#)",
    r"#\s*ruff:\s*no" + r"qa\s*$",
    r"#\s*mypy:\s*ignore-" + r"errors",
)


@pytest.mark.parametrize("address", REGISTRIES)
def test_no_package_registry_is_named(address: str) -> None:
    assert [str(path) for path, text in tree.texts() if address in text] == []


@pytest.mark.parametrize("place", PLACES)
def test_no_path_of_a_machine_is_named(place: str) -> None:
    pattern = re.compile(rf"(?<![\w.}}/*]){place}")
    assert [str(path) for path, text in tree.texts() if path.suffix != ".lock" and pattern.search(text)] == []


@pytest.mark.parametrize("mark", UNFINISHED)
def test_nothing_is_left_half_done(mark: str) -> None:
    named = re.compile(rf"\b{re.escape(mark)}")
    assert [
        str(path)
        for path, text in tree.texts()
        if path.suffix in {".py", ".html", ".js", ".md"} and named.search(text)
    ] == []


@pytest.mark.parametrize("blanket", BLANKET)
def test_no_check_is_silenced_without_saying_which(blanket: str) -> None:
    pattern = re.compile(blanket, re.MULTILINE)
    assert [str(path) for path, text in tree.texts() if path.suffix == ".py" and pattern.search(text)] == []


def test_pictures_are_small() -> None:
    pictures = [path for path in tree.tracked() if path.suffix in {".png", ".jpg", ".gif", ".webp"}]
    assert [str(p) for p in pictures if (tree.BASE_DIR / p).stat().st_size > LARGEST_PICTURE_BYTES] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = []
    for path in tree.program():
        body = tree.syntax_of(path).body
        if body and not (isinstance(body[0], tree.ast.Expr) and isinstance(body[0].value, tree.ast.Constant)):
            silent.append(str(path))
    assert silent == []


def test_generated_pages_are_what_the_code_says() -> None:
    from mrv.generated_docs import stale

    assert stale() == []


def test_the_map_of_the_readme_is_the_tree() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \|", (tree.BASE_DIR / "README.md").read_text("utf-8"), re.MULTILINE)
    named = {name.rstrip("/") for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert sorted(name for name in named if not (tree.BASE_DIR / name).is_dir()) == []
    folders = {str(path.parent) for path in tree.tracked() if path.name == "__init__.py" and len(path.parts) < 4}
    rooms = {folder for folder in folders if "/" not in folder or folder.startswith("mrv/")}
    assert sorted(rooms - named) == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/operations.md", "docs/api.md"])
def test_every_place_a_page_links_to_exists(page: str) -> None:
    home = (tree.BASE_DIR / page).parent
    links = re.findall(r"\]\((?!https?:|#|/)([^)#]+)", (tree.BASE_DIR / page).read_text("utf-8"))
    assert [link for link in links if not (home / link).exists()] == []
