"""A docstring that sends its reader to a document that is not here sends them nowhere."""

import re

from tests.architecture import tree

DOCUMENT = re.compile(r"\b[\w-]+\.md\b")


def test_every_document_that_the_code_names_is_in_the_tree() -> None:
    known = {path.name for path in tree.tracked() if path.suffix == ".md"}
    lost = {f"{path}: {name}" for path in tree.program() for name in DOCUMENT.findall(tree.text_of(path))}
    assert not {one for one in lost if one.rpartition(": ")[2] not in known}
