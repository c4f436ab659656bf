"""Sentences that are made when they are read: in the language of whoever reads, not of whoever refused.

A refusal may be raised by a worker, kept by a job and read days later by two persons in two languages, so its
text stays a message of the catalog with its values until somebody looks.
"""

from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language, override


def _filled(text: str | Promise, values: dict[str, Any]) -> str:
    return str(text) % values


_lazily = lazy(_filled, str)


def sentence(text: Promise, **values: Any) -> str:
    """A lazy message (``gettext_lazy``) with its values, filled in at every reading; values may be lazy too."""
    return _lazily(text, values)


def in_both(said: object) -> dict[str, str]:
    """What ``said`` reads like in English and in Chinese, for what has to be stored."""
    texts = {}
    for name, language in (("en", "en"), ("zh", "zh-hans")):
        with override(language):
            texts[name] = str(said)
    return texts


def reads_chinese() -> bool:
    """Whether the present reader is addressed in Chinese."""
    return (get_language() or "").startswith("zh")
