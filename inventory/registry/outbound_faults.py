"""Why a call to a webhook did not arrive, as a code with values: kept as such, told in the language of the reader."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mrv.core.sentences import sentence

FAULTS: Mapping[str, Promise] = {
    "not_https": _("A webhook address must begin with https://."),
    "no_host": _("A webhook address needs a host and must not carry a user name."),
    "bad_port": _("The port of a webhook address must be a number from 1 to 65535."),
    "host_unknown": _("The host %(host)s is not known."),
    "not_public": _("%(host)s is not a public address."),
    "not_http": _("%(host)s did not answer as HTTP: %(fault)s"),
    "timed_out": _("%(host)s did not answer in time."),
    "not_secure": _("The certificate of %(host)s was not accepted: %(fault)s"),
    "refused": _("%(host)s refuses connections."),
    "not_reached": _("%(host)s was not reached: %(fault)s"),
    "answered": _("The client answered with status %(status)s instead of 2xx."),
    "earlier": _("%(fault)s"),  # a text kept before faults had codes
}


def told(code: str, params: Mapping[str, Any]) -> str:
    """The fault in the language of whoever reads."""
    return sentence(FAULTS[code], **params)


class CallFault(Exception):
    """A fault of a call: its code, its values, and its words."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(told(code, params))
        self.code, self.params = code, params
