"""Organizations of the scheme and the roles people hold in them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc as uscc_number

from mrv.roles import OrganizationKind, Role


def validate_uscc(value: str) -> None:
    """Refuse a unified social credit code whose check character is wrong (GB 32100-2015)."""
    if not uscc_number.is_valid(value):
        raise ValidationError(
            _(
                "%(value)s is not a valid unified social credit code (18 characters, GB 32100). Check the last character."
            ),
            params={"value": value},
        )


class Organization(models.Model):
    """A legal entity that takes part: enterprise, verification body, authority or registry."""

    kind = models.CharField(max_length=24, choices=[(kind.value, kind.value) for kind in OrganizationKind])
    code = models.CharField(max_length=32, unique=True, db_comment="Stable public code of the organization")
    uscc = models.CharField(
        max_length=18, unique=True, null=True, blank=True, validators=[validate_uscc],
        db_comment="Unified social credit code, GB 32100",
    )  # fmt: skip
    name_zh = models.CharField(max_length=200, db_comment="Legal name, Chinese")
    name_en = models.CharField(max_length=200, db_comment="Name, English")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="subsidiaries")
    is_synthetic = models.BooleanField(default=False, db_comment="True for demonstration data")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="organization_kind_known",
                condition=Q(kind__in=[kind.value for kind in OrganizationKind]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_zh if (get_language() or "").startswith("zh") else self.name_en

    def group_id(self) -> int:
        """Identifier of the topmost owner: two organizations of one group are not independent."""
        top = self
        while top.parent is not None:
            top = top.parent
        return top.pk


class OfKind(models.Manager["Organization"]):
    """Manager of a proxy that shows one kind only and creates that kind."""

    def __init__(self, kind: OrganizationKind) -> None:
        super().__init__()
        self.kind = kind

    def get_queryset(self) -> models.QuerySet["Organization"]:
        return super().get_queryset().filter(kind=self.kind.value)

    def create(self, **fields: object) -> "Organization":
        return super().create(kind=self.kind.value, **fields)


class Enterprise(Organization):
    """A legal entity that reports."""

    objects = OfKind(OrganizationKind.ENTERPRISE)  # type: ignore[assignment,misc]

    class Meta:
        proxy = True


class VerificationBody(Organization):
    """An accredited verification body."""

    objects = OfKind(OrganizationKind.VERIFICATION_BODY)  # type: ignore[assignment,misc]

    class Meta:
        proxy = True


class Authority(Organization):
    """The competent authority of a jurisdiction."""

    objects = OfKind(OrganizationKind.AUTHORITY)  # type: ignore[assignment,misc]

    class Meta:
        proxy = True


class Membership(models.Model):
    """A person holds a role in an organization, from a date until a date."""

    person = models.ForeignKey("core.Person", on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=32, choices=[(role.value, role.value) for role in Role])
    district = models.ForeignKey(
        "core.District", null=True, blank=True, on_delete=models.PROTECT,
        db_comment="Restricts a district officer to one district",
    )  # fmt: skip
    valid_from = models.DateField(db_comment="First day of the role")
    valid_to = models.DateField(null=True, blank=True, db_comment="Last day of the role; null = open")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="membership_once", fields=["person", "organization", "role", "valid_from"]),
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=[role.value for role in Role])),
            models.CheckConstraint(
                name="membership_period_ordered",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.role} · {self.organization}"
