"""What a reader must know of the numbers before reading them: released or live, demonstration, whose figures."""

from typing import Any

from inventory.pages.question import Question
from inventory.selectors.provenance import is_synthetic, provenances


def stand(question: Question) -> dict[str, Any]:
    """The stand of the numbers on a page."""
    release = question.release
    return {
        "question": question,
        "release": release,
        "is_latest": release is not None and not hasattr(release, "superseded_by"),
        "is_synthetic": is_synthetic(question.choice),
        "is_implied": "implied" in provenances(question.jurisdiction.pk, question.year),
    }
