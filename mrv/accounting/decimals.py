"""Read a number of record from text, strictly: what is not plainly a decimal number is refused and explained.

The rule, for every door of the platform: blanks at the two ends (space, tab, no-break and ideographic
space) are trimmed, nothing else is repaired. Full-width and other non-ASCII digits, thousands separators,
underscores, percent signs, NaN, infinities and hexadecimal are refused, each with the spelling that was
meant. (Unit symbols are names, not amounts, and are read NFKC-normalized; see `units`.) Negative zero
becomes zero.
"""

import re
import unicodedata
from decimal import Decimal

from mrv.accounting.errors import NumberError, Problem, problem

MAX_DIGITS = 30
MAX_MAGNITUDE = 20
_TRIMMED = " \t\r\n\u00a0\u3000\ufeff"
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_NOT_FINITE = re.compile(r"[+-]?(nan|snan|inf|infinity|#?n/?a|#?num!?|1\.#inf)", re.IGNORECASE)
_SEPARATED = re.compile(r"[+-]?[0-9][0-9.,_'’\s\u00a0\u2009\u202f]*[0-9]")
_SHOWN = 40


def parse_decimal(
    text: object, *, field: str = "value", max_digits: int = MAX_DIGITS, max_decimals: int | None = None
) -> Decimal:
    """Return the exact decimal that `text` writes; raise NumberError naming `field` if it is not one.

    Integers and finite Decimals pass; floats and booleans are refused, since a float has already lost digits.
    """
    value = _from_text(text, field) if isinstance(text, str) else _from_object(text, field)
    _check_size(value, str(text), field, max_digits)
    if max_decimals is not None:
        _check_decimals(value, str(text), field, max_decimals)
    return value if value else abs(value)


def _from_object(value: object, field: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise NumberError(problem("number_type", field, kind=type(value).__name__))
    if isinstance(value, Decimal) and not value.is_finite():
        raise NumberError(problem("number_not_finite", field, text=value))
    if isinstance(value, int) and value.bit_length() > 4 * MAX_DIGITS:
        raise NumberError(problem("number_too_long", field, digits=f"> {MAX_DIGITS}", limit=MAX_DIGITS))
    return Decimal(value)


def _from_text(text: str, field: str) -> Decimal:
    trimmed = text.strip(_TRIMMED)
    if len(trimmed) > 4 * MAX_DIGITS:
        raise NumberError(problem("number_too_long", field, digits=len(trimmed), limit=MAX_DIGITS))
    if not _PLAIN.fullmatch(trimmed):
        raise NumberError(_diagnosis(trimmed, field))
    return Decimal(trimmed)


def _diagnosis(text: str, field: str) -> Problem:
    shown = "".join(character for character in text[:_SHOWN] if character.isprintable())
    plain = unicodedata.normalize("NFKC", text)
    ascii_digits = _ascii_digits(plain)
    if ascii_digits:
        return problem("number_foreign_digits", field, text=shown, plain=ascii_digits)
    code = "number_format"
    if not text:
        code = "number_empty"
    elif _NOT_FINITE.fullmatch(text):
        code = "number_not_finite"
    elif plain.endswith(("%", "‰")):
        code = "number_percent_sign"
    elif _SEPARATED.fullmatch(plain):
        code = "number_separator"
    return problem(code, field, text=shown)


def _ascii_digits(text: str) -> str | None:
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    return digits if _PLAIN.fullmatch(digits) else None


def _check_size(value: Decimal, text: str, field: str, max_digits: int) -> None:
    digits = len(value.as_tuple().digits)
    if digits > max_digits:
        raise NumberError(problem("number_too_long", field, digits=digits, limit=max_digits))
    if value and abs(value.adjusted()) > MAX_MAGNITUDE:
        raise NumberError(problem("number_too_large", field, text=text[:_SHOWN], limit=MAX_MAGNITUDE))


def _check_decimals(value: Decimal, text: str, field: str, max_decimals: int) -> None:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > max_decimals:
        raise NumberError(
            problem("number_too_many_decimals", field, text=text[:_SHOWN], digits=-exponent, limit=max_decimals)
        )
