"""Calls to addresses others gave: resolved once, every answer checked, and the call bound to the checked address.

A name may answer with another address a moment later (DNS rebinding, A32); so the connection goes to the address
that was checked, while certificate and Host header keep the name. No redirect is followed and no proxy is asked.
"""

import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from inventory.registry.outbound_faults import CallFault

PORTS = {"https": 443, "http": 80}
FAULT_CODES: tuple[tuple[type[Exception], str], ...] = (
    (HTTPException, "not_http"),
    (TimeoutError, "timed_out"),
    (ssl.SSLError, "not_secure"),
    (ConnectionRefusedError, "refused"),
)


class AddressRefused(CallFault, ValueError):
    """The address is not one the platform will call."""


class CallFailed(CallFault, OSError):
    """The other side did not take the call, or did not answer as HTTP."""


@dataclass(frozen=True)
class Target:
    """Where a call goes: the name it is for, and the one address it is made to."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


class _PinnedPlain(HTTPConnection):
    """HTTP to the address of the target."""

    def __init__(self, target: Target, timeout: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout)
        self.address = target.address

    def connect(self) -> None:
        """Connect to the checked address, whatever the name says by now."""
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class _PinnedSecure(HTTPSConnection):
    """HTTPS to the address of the target; the certificate must be the name's."""

    def __init__(self, target: Target, timeout: float) -> None:
        self.tls = ssl.create_default_context()
        super().__init__(target.host, target.port, timeout=timeout, context=self.tls)
        self.address = target.address

    def connect(self) -> None:
        """Connect to the checked address, then prove the name."""
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = self.tls.wrap_socket(plain, server_hostname=self.host)


def checked_target(url: str) -> Target:
    """Refuse what is not https to public addresses only. Loopback is allowed only where settings say so (tests)."""
    parts = urlsplit(url)
    is_local = bool(getattr(settings, "MRV_WEBHOOK_LOOPBACK", False))
    host, port = _host_and_port(parts, is_local=is_local)
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise AddressRefused("host_unknown", host=host) from error
    for address in found:
        number = ipaddress.ip_address(address.partition("%")[0])
        is_public = number.is_global and not number.is_multicast
        if not is_public and not (is_local and number.is_loopback):
            raise AddressRefused("not_public", host=host)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, found[0])


def _host_and_port(parts: SplitResult, *, is_local: bool) -> tuple[str, int]:
    if parts.scheme != "https" and not (is_local and parts.scheme == "http"):
        raise AddressRefused("not_https")
    if not parts.hostname or parts.username:
        raise AddressRefused("no_host")
    try:
        return parts.hostname, parts.port or PORTS[parts.scheme]
    except ValueError as error:
        raise AddressRefused("bad_port") from error


def post(target: Target, body: bytes, headers: Mapping[str, str], *, timeout: float) -> int:
    """POST to the checked address; the status of the answer. CallFailed when there is none."""
    kind = _PinnedSecure if target.scheme == "https" else _PinnedPlain
    connection = kind(target, timeout)
    try:
        connection.request("POST", target.path, body=body, headers=dict(headers))
        return connection.getresponse().status
    except (HTTPException, OSError) as error:
        raise CallFailed(_code_of(error), host=target.host, fault=f"{error!r}"[:200]) from error
    finally:
        connection.close()


def _code_of(error: Exception) -> str:
    return next((code for kind, code in FAULT_CODES if isinstance(error, kind)), "not_reached")
