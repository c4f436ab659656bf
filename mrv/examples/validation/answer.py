"""Whether what the engine did contains everything a published behavior asks for.

An answer is one line such as "ERROR: ...", "use 90 % + INFO, source ..." or "INFO, end points ..., algorithm ...".
The published line is read phrase by phrase; a phrase nobody can check makes the answer insufficient.
"""

import re

_PHRASES: tuple[tuple[str, str], ...] = (
    (r"^ERROR\b", r"^ERROR\b"),
    (r"^(INFO/WARNING|WARNING/INFO)$", r"\b(INFO|WARNING)\b"),
    (r"^INFO$", r"\bINFO\b"),
    (r"^WARNING$", r"\bWARNING\b"),
    (r"(store|keep|save).*source", r"\bsource \S"),
    (r"(store|keep|save).*end points?.*algorithm", r"\bend points .*\balgorithm \S"),
    (r"prompt.*other standard", r"\bother standard\b"),
    (r"(do )?not merge", r"\bnot merged\b"),
)


def satisfies(answer: str, published: str) -> bool:
    """Whether every phrase of the published behavior is met by the answer."""
    phrases = [phrase.strip() for phrase in re.split(r"\s\+\s|[,;]", published) if phrase.strip()]
    return bool(phrases) and all(_is_met(phrase, answer) for phrase in phrases)


def _is_met(phrase: str, answer: str) -> bool:
    default = re.fullmatch(r"use (\S+(?: %)?)", phrase)
    if default:
        return re.search(rf"\buse {re.escape(default[1])}(?![\d.])", answer) is not None
    return any(re.search(asked, phrase, re.IGNORECASE) and re.search(needed, answer) for asked, needed in _PHRASES)
