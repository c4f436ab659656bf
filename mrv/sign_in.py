"""Accounts are opened by the authority, never by strangers; guesses at one are counted together (catalogue A29)."""

from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):
    """allauth asks here whether a stranger may sign up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def attempted_name(request: HttpRequest | None, credentials: Mapping[str, str] | None = None) -> str:
    """The account somebody tried to enter, in the one spelling all spellings of it are counted under.

    Names are looked up whatever their letter case, so guesses at "Reporter" and "REPORTER" are guesses at one account.
    """
    stated = (credentials or {}).get("username") or (request.POST.get("login", "") if request is not None else "")
    return stated.strip().casefold()
