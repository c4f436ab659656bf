"""People who sign in. Names of real persons never ship; demonstration accounts are named by role."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from mrv.core.sentences import reads_chinese
from mrv.words.records import actor_text


class Person(AbstractUser):
    """One natural person. ``identity_digest`` recognizes two accounts of the same person."""

    display_name = models.CharField(max_length=120, blank=True, db_comment="Name shown beside actions")
    display_name_zh = models.CharField(
        max_length=120, blank=True, db_comment="The same for Chinese readers; blank where one name serves both"
    )
    identity_digest = models.CharField(
        max_length=64, null=True, blank=True, unique=True,
        db_comment="SHA-256 of the salted identity document number; unique per natural person",
    )  # fmt: skip
    is_system = models.BooleanField(
        default=False, db_comment="True for accounts of the platform itself; cannot sign in"
    )

    def __str__(self) -> str:
        if self.is_system:
            return actor_text(self.name_of_record)
        return (self.display_name_zh if reads_chinese() else "") or self.name_of_record

    @property
    def name_of_record(self) -> str:
        """The name written into records: the same whatever language somebody works in."""
        return self.display_name or self.username
