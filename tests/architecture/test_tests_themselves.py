"""Tests are sentences, each asserts something, none is skipped."""

import ast

from tests.architecture import tree

FEWEST_WORDS = 3
ASSERTING = ("assert", "raises", "check", "expect", "fails", "refuse")


def cases() -> list[tuple[str, tree.Function]]:
    return [
        (f"{path}:{function.name}", function)
        for path in tree.tests()
        for function in tree.functions(path)
        if function.name.startswith("test_")
    ]


def test_test_names_are_sentences() -> None:
    assert [name for name, function in cases() if len(function.name.split("_")) - 1 < FEWEST_WORDS] == []


def test_no_test_is_empty() -> None:
    silent = []
    for name, function in cases():
        words = [
            node.attr if isinstance(node, ast.Attribute) else node.id
            for node in ast.walk(function)
            if isinstance(node, ast.Attribute | ast.Name)
        ]
        asserts = any(isinstance(node, ast.Assert) for node in ast.walk(function))
        if not asserts and not any(word.startswith(ASSERTING) for word in words):
            silent.append(name)
    assert silent == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    marks = ("mark." + "skip", "pytest." + "skip(", "mark." + "xfail", "pytest." + "xfail(", "importor" + "skip")
    assert [str(path) for path in tree.tests() if any(mark in tree.text_of(path) for mark in marks)] == []
