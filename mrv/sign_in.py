"""Accounts are opened by the authority, never by strangers; guesses at one are counted together (catalogue A29)."""

from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class MailUnavailable(Exception):
    """The mail server is away or refuses; what was asked for can be asked again."""


WRONG_CODE = _(
    "This code is not right, or it was used before. Enter the six digits the app shows now; "
    "if they are refused again, check that the clock of the phone is right."
)


class SecondStepAdapter(DefaultMFAAdapter):
    """What allauth says about the second step, in words that say what to do."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}


class ClosedAccountAdapter(DefaultAccountAdapter):
    """allauth asks here whether a stranger may sign up."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": _("This password is not right. Enter the password you sign in with."),
        "enter_current_password": _("This is not your present password. Enter the password you sign in with now."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it; MailUnavailable where the mail server does not take it."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            raise MailUnavailable from error

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def attempted_name(request: HttpRequest | None, credentials: Mapping[str, str] | None = None) -> str:
    """The account somebody tried to enter, in the one spelling all spellings of it are counted under.

    Names are looked up whatever their letter case, so guesses at "Reporter" and "REPORTER" are guesses at one account.
    """
    stated = (credentials or {}).get("username") or (request.POST.get("login", "") if request is not None else "")
    return stated.strip().casefold()
