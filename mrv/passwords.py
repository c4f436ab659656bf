"""How passwords and client secrets are kept: Argon2id with the least cost that OWASP recommends.

Source: OWASP Password Storage Cheat Sheet, "Argon2id": 19 MiB, two iterations, one lane. More memory a
check would let a crowd signing in at a deadline exhaust a small server.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id at 19 MiB; older hashes are renewed at the next sign-in."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
