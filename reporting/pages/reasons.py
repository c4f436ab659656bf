"""The sentence of an intake problem as a page shows it: beside its cell, so without the name of the column."""

from django.utils.translation import get_language

from reporting.intake.problems import Problem


def reason(problem: Problem) -> str:
    """The sentence in the language of the reader; the name of its own column is left off."""
    text = problem.to(get_language() or "en")
    for separator in (": ", "："):
        text = text.removeprefix(f"{problem.column}{separator}")
    return text[:1].upper() + text[1:]
