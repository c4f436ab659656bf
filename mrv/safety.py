"""Refuse to start insecurely, and say what to set instead.

A deployment must name its secret and its hosts; a local trial gets a random secret of its own, kept in
var/, and answers on the loopback only, because the demonstration's passwords are printed for everybody.
"""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1", "testserver"})
SHORTEST_KEY = 50
FEWEST_DIFFERENT = 5


def refuse_insecure(*, secret_key: str, allowed_hosts: Sequence[str], debug: bool, demo: bool) -> None:
    """Raise ImproperlyConfigured for the first insecure setting found."""
    for fault in (
        _key_fault(secret_key, is_local=debug or demo),
        _hosts_fault(allowed_hosts, is_local=debug or demo),
    ):
        if fault:
            raise ImproperlyConfigured(fault)


def _key_fault(secret_key: str, *, is_local: bool) -> str:
    if not secret_key and is_local:
        return ""
    if not secret_key:
        return (
            "SECRET_KEY is not set. The platform does not start without one: set SECRET_KEY to at least "
            f"{SHORTEST_KEY} random characters (python3 -c 'import secrets; print(secrets.token_urlsafe(64))'), "
            "or DEBUG=1 for development, or run make demo for a local trial."
        )
    if len(secret_key) < SHORTEST_KEY or len(set(secret_key)) < FEWEST_DIFFERENT:
        return (
            f"SECRET_KEY is weak: it has {len(secret_key)} characters, {len(set(secret_key))} of them different. "
            f"Expected at least {SHORTEST_KEY} random characters "
            "(python3 -c 'import secrets; print(secrets.token_urlsafe(64))')."
        )
    return ""


def _hosts_fault(allowed_hosts: Sequence[str], *, is_local: bool) -> str:
    if not is_local and "*" in allowed_hosts:
        return (
            "ALLOWED_HOSTS is '*', which lets anybody forge links under a name of their own. "
            "Expected the names this installation is reached by, separated by commas."
        )
    strangers = sorted(set(allowed_hosts) - LOOPBACK)
    if is_local and strangers:
        return (
            f"DEBUG or MRV_DEMO is on and ALLOWED_HOSTS names {', '.join(strangers)}. These modes show internals "
            "or accept published passwords, so they answer on the loopback only. For other hosts unset both "
            "and set SECRET_KEY."
        )
    return ""


def local_secret_key(folder: Path) -> str:
    """The random secret of this checkout, made when first asked for; every process reads the same one."""
    file = folder / "secret_key"
    folder.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        draft = file.with_name(f"secret_key.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text()
