"""Files and functions stay small enough to be read at once (CONTRIBUTING.md, "Budgets")."""

import statistics
from pathlib import Path

from tests.architecture import tree

FILE_P90 = 200
FILE_MOST = 400
FUNCTION_MEDIAN = 10
FUNCTION_MOST = 50
ARGUMENTS = 6
ARGUMENTS_NAMED = 13


def lines_of(paths: list[Path]) -> dict[Path, int]:
    return {path: tree.text_of(path).count("\n") for path in paths}


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    sizes = lines_of([*tree.program(), *tree.tests()])
    assert {str(path): size for path, size in sizes.items() if size > FILE_MOST} == {}


def test_nine_of_ten_files_have_at_most_two_hundred_lines() -> None:
    sizes = sorted(lines_of(tree.program()).values())
    assert sizes[int(len(sizes) * 0.9)] <= FILE_P90


def test_no_function_is_longer_than_fifty_lines() -> None:
    long = {
        f"{path}:{function.name}": tree.length(function)
        for path in tree.program()
        for function in tree.functions(path)
        if tree.length(function) > FUNCTION_MOST
    }
    assert long == {}


def test_half_of_all_functions_have_at_most_ten_lines() -> None:
    lengths = [tree.length(function) for path in tree.program() for function in tree.functions(path)]
    assert statistics.median(lengths) <= FUNCTION_MEDIAN


def test_functions_take_few_arguments_and_name_the_rest() -> None:
    wide = []
    for path in tree.program():
        for function in tree.functions(path):
            arguments = function.args
            positional = [a.arg for a in [*arguments.posonlyargs, *arguments.args] if a.arg not in {"self", "cls"}]
            if len(positional) > ARGUMENTS or len(positional) + len(arguments.kwonlyargs) > ARGUMENTS_NAMED:
                wide.append(f"{path}:{function.name}")
    assert wide == []
