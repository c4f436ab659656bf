"""Gallery content in the reader's language. Example data, so it stays out of the message catalog."""

from django.utils.translation import get_language


def pick(english: str, chinese: str) -> str:
    """The wording for the active language."""
    return chinese if (get_language() or "").startswith("zh") else english
