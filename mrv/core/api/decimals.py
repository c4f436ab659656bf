"""Exact numbers at the door: a string of plain ASCII digits, nothing that only looks like a number (B1-B9)."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

PLAIN = re.compile(r"-?\d{1,30}(\.\d{1,18})?", re.ASCII)


class ExactIntegerField(serializers.IntegerField):
    """Accepts whole JSON numbers and their plain decimal strings; refuses 1_000, １２ and true."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or (isinstance(data, str) and not PLAIN.fullmatch(data)):
            self.fail("invalid")
        value: int = super().to_internal_value(data)
        return value


class ExactDecimalField(serializers.DecimalField):
    """Accepts decimal strings and JSON numbers that kept their digits; refuses 1_000, １２, 1e3, NaN."""

    default_error_messages = {
        "not_plain": _("Write a plain decimal such as 1234.5 as a string: digits 0-9, one point, no separators.")
    }

    def to_internal_value(self, data: Any) -> Decimal:
        text = str(data) if isinstance(data, Decimal | int) and not isinstance(data, bool) else data
        if not isinstance(text, str) or not PLAIN.fullmatch(text):
            self.fail("not_plain")
        value: Decimal = super().to_internal_value(text)
        return value + 0  # -0 becomes 0
