"""Numbers typed into a form: plain ASCII digits or nothing (catalogue B1-B9, B16).

Django reads 1_000 as a thousand and １２ as twelve. The rule of `mrv.accounting.decimals` holds at every door,
and its sentences, which show the spelling that was meant, are what the page says.
"""

from decimal import Decimal
from typing import Any

from django import forms

from mrv.accounting.decimals import parse_decimal
from mrv.accounting.errors import NumberError
from mrv.core.sentences import reads_chinese


def exact(value: Any, field: str) -> Decimal:
    """The decimal a text writes; raise ValidationError in the language of the reader."""
    try:
        return parse_decimal(value, field=field)
    except NumberError as error:
        raise forms.ValidationError(error.text("zh" if reads_chinese() else "en"), code="not_plain") from None


class ExactDecimalField(forms.DecimalField):
    """A decimal field that refuses what only looks like a number."""

    # Django derives its decimal field from its integer field.
    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The exact decimal, or None when left empty."""
        if value in self.empty_values or not str(value).strip():
            return None
        return super().to_python(exact(value, str(self.label or "value")))


class ExactIntegerField(forms.IntegerField):
    """A field of whole numbers that refuses what only looks like one."""

    def to_python(self, value: Any) -> int | None:
        """The whole number, or None when left empty."""
        if value in self.empty_values or not str(value).strip():
            return None
        return super().to_python(exact(value, str(self.label or "value")))
