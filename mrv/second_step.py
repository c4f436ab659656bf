"""The second step of signing in: wrong codes are counted and a used code is remembered in the database (A30, F8).

allauth keeps both in the cache, which answers as if empty while Redis is away; then a code could be guessed without
limit and used twice. Here they stand in the row of the person's authenticator, under its lock. Source: RFC 6238, 5.2
(a code counts once) and RFC 4226, 7.3 (guesses are throttled, per account and not per address).
"""

import time
from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

MOST_WRONG = 10
WINDOW_SECONDS = 15 * 60


class _Counted:
    """Put before a form of allauth that asks for a code."""

    user: Any

    def clean_code(self) -> str:
        refusal: ValidationError | None = None
        code = ""
        # Committed before the refusal is raised: a wrong code has to stay counted.
        with transaction.atomic():
            row = (
                Authenticator.objects.select_for_update().filter(user=self.user, type=Authenticator.Type.TOTP).first()
            )
            _require_guesses_left(row)
            try:
                code = super().clean_code()  # type: ignore[misc]
                _use(row, self.authenticator)  # type: ignore[attr-defined]
            except ValidationError as error:
                refusal = error
                _count_wrong(row)
        if refusal is not None:
            raise refusal
        return code


def _require_guesses_left(row: Authenticator | None) -> None:
    wrong, since = (row.data.get("wrong", 0), row.data.get("wrong_since", 0)) if row is not None else (0, 0)
    if wrong >= MOST_WRONG and time.time() - since < WINDOW_SECONDS:
        raise account_adapter().validation_error("too_many_login_attempts")


def _count_wrong(row: Authenticator | None) -> None:
    if row is None:
        return
    if time.time() - row.data.get("wrong_since", 0) >= WINDOW_SECONDS:
        row.data |= {"wrong": 0, "wrong_since": int(time.time())}
    row.data["wrong"] += 1
    row.save(update_fields=["data"])


def _use(row: Authenticator | None, used: Authenticator) -> None:
    """Refuse the code of a period that was used already, or of one before it."""
    if row is None:
        return
    if used.pk == row.pk:
        period = int(time.time()) // app_settings.TOTP_PERIOD
        if row.data.get("last_period", -1) >= period:
            raise get_adapter().validation_error("incorrect_code")
        row.data["last_period"] = period
    row.data |= {"wrong": 0, "wrong_since": 0}
    row.save(update_fields=["data"])


class CodeForm(_Counted, AuthenticateForm):
    """The code after the password."""


class CodeAgainForm(_Counted, ReauthenticateForm):
    """The code before an act that asks who it is once more."""
