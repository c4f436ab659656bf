"""Refusals in words: what is missing, what it is for, and who has it; in the language of whoever reads."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from mrv.core.sentences import reads_chinese
from mrv.roles import GRANTS
from mrv.words.role_names import deed_of, names_of


class MissingPermission(PermissionDenied):
    """Somebody lacks a permission; the sentence is made when it is read."""

    def __init__(self, who: str, permission: str, *, who_zh: str = "") -> None:
        super().__init__(who, permission)
        self.who = who
        self.who_zh = who_zh
        self.permission = permission

    def __str__(self) -> str:
        """ "Reporter 1 lacks the permission report:submit (Sign and submit a report). Those who have it: ..." """
        holders = names_of(role for role, granted in GRANTS.items() if self.permission in granted)
        sentence = gettext(
            "%(who)s lacks the permission %(permission)s (%(deed)s). It belongs to: %(roles)s. "
            "Ask one of them, or the administrator of your organization for the role."
        )
        words = {
            "who": (self.who_zh if reads_chinese() else "") or self.who,
            "permission": self.permission,
            "deed": deed_of(self.permission),
        }
        return sentence % {**words, "roles": gettext(", ").join(map(str, holders)) or "-"}
