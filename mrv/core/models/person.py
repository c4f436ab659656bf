"""People who sign in. Names of real persons never ship; demonstration accounts are named by role."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Person(AbstractUser):
    """One natural person. ``identity_digest`` recognizes two accounts of the same person."""

    display_name = models.CharField(max_length=120, blank=True, db_comment="Name shown beside actions")
    identity_digest = models.CharField(
        max_length=64, null=True, blank=True, unique=True,
        db_comment="SHA-256 of the salted identity document number; unique per natural person",
    )  # fmt: skip
    is_system = models.BooleanField(
        default=False, db_comment="True for accounts of the platform itself; cannot sign in"
    )

    def __str__(self) -> str:
        return self.display_name or self.username
