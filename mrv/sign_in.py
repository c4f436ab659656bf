"""Accounts are opened by the authority, never by strangers: self sign-up is closed."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):
    """allauth asks here whether a stranger may sign up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
