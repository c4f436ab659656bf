"""``manage.py register organization | facility | member | leaver``: who takes part, entered by the operators."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models, transaction
from django.utils import timezone

from mrv.core.actor import system_actor
from mrv.core.models import District, Organization, Person, Sector
from mrv.core.services.add_member import add_member
from mrv.core.services.end_membership import end_membership
from mrv.core.services.open_account import open_account
from mrv.core.services.register_enterprise import register_enterprise
from mrv.core.services.register_facility import register_facility
from mrv.core.services.register_organization import register_organization
from mrv.roles import OrganizationKind, Role

BY = system_actor("operator")


class Command(BaseCommand):
    """Enter organizations, facilities and the people who act for them."""

    help = (
        "organization: an enterprise, verification body, authority or registry. facility: a site of an enterprise. "
        "member: gives a person a role; an unknown person gets an account, and `changepassword` sets the password. "
        "leaver: ends a role of a person, which stays on record."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One word of what, then its facts."""
        what = parser.add_subparsers(dest="what", required=True)
        organization = what.add_parser("organization")
        organization.add_argument("kind", choices=[kind.value for kind in OrganizationKind])
        organization.add_argument("--uscc", default="", help="unified social credit code; needed for an enterprise")
        facility = what.add_parser("facility")
        facility.add_argument("--enterprise", required=True, help="code of the enterprise")
        facility.add_argument("--district", required=True, help="GB/T 2260 code")
        facility.add_argument("--sector", required=True, help="sector of the city inventory, such as S31")
        facility.add_argument("--opened", required=True, type=date.fromisoformat, help="first day of operation")
        for named in (organization, facility):
            named.add_argument("code")
            named.add_argument("--name-zh", required=True)
            named.add_argument("--name-en", required=True)
        member = what.add_parser("member")
        leaver = what.add_parser("leaver")
        leaver.add_argument("--last-day", type=date.fromisoformat, help="last day of the role; today unless given")
        for person in (member, leaver):
            person.add_argument("username")
            person.add_argument("--organization", required=True, help="code of the organization")
            person.add_argument("--role", required=True, choices=[role.value for role in Role])
        member.add_argument("--district", default="", help="for a district officer: GB/T 2260 code")
        member.add_argument("--from", dest="valid_from", type=date.fromisoformat, help="first day; today unless given")
        member.add_argument("--name", default="", help="name shown, for a new account")
        member.add_argument("--name-zh", default="", help="the same for Chinese readers")
        member.add_argument("--email", default="", help="for a new account")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line; nothing is stored when something is wrong."""
        act = {
            "organization": self._organization,
            "facility": self._facility,
            "member": self._member,
            "leaver": self._leaver,
        }
        try:
            self.stdout.write(act[options["what"]](options))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error

    def _organization(self, given: dict[str, Any]) -> str:
        names = {name: given[name] for name in ("code", "name_zh", "name_en")}
        kind = OrganizationKind(given["kind"])
        if kind is OrganizationKind.ENTERPRISE:
            made = register_enterprise(**names, uscc=given["uscc"], by=BY)
        else:
            made = register_organization(**names, kind=kind, by=BY)
        return f"{made.code} is registered."

    def _facility(self, given: dict[str, Any]) -> str:
        made = register_facility(
            enterprise=_found(Organization.objects.filter(kind="enterprise"), "enterprise", given["enterprise"]),
            code=given["code"],
            name_zh=given["name_zh"],
            name_en=given["name_en"],
            district=_found(District.objects.all(), "district", given["district"]),
            sector=_found(Sector.objects.filter(system="inventory"), "sector", given["sector"]),
            opened_date=given["opened"],
            by=BY,
        )
        return f"{made.code} is registered."

    def _member(self, given: dict[str, Any]) -> str:
        organization = _found(Organization.objects.all(), "organization", given["organization"])
        district = _found(District.objects.all(), "district", given["district"]) if given["district"] else None
        person = Person.objects.filter(username=given["username"], is_system=False).first()
        is_new = person is None
        person = person or self._account(given)
        add_member(
            person=person,
            organization=organization,
            role=Role(given["role"]),
            valid_from=given["valid_from"] or timezone.localdate(),
            by=BY,
            district=district,
        )
        said = f"{person.username} is {given['role']} of {organization.code}."
        return f"{said} Next: manage.py changepassword {person.username}" if is_new else said

    def _leaver(self, given: dict[str, Any]) -> str:
        ended = end_membership(
            person=_found(Person.objects.filter(is_system=False), "person", given["username"], by="username"),
            organization=_found(Organization.objects.all(), "organization", given["organization"]),
            role=Role(given["role"]),
            last_day=given["last_day"] or timezone.localdate(),
            by=BY,
        )
        return f"{given['username']} is {given['role']} of {given['organization']} until {ended.valid_to}."

    def _account(self, given: dict[str, Any]) -> Person:
        if not given["name"]:
            raise CommandError(f"{given['username']} has no account yet. Give --name to open one.", returncode=2)
        return open_account(
            username=given["username"],
            display_name=given["name"],
            display_name_zh=given["name_zh"],
            email=given["email"],
            by=BY,
        )


def _found(rows: models.QuerySet[Any], what: str, code: str, *, by: str = "code") -> Any:
    found = rows.filter(**{by: code}).order_by("-pk").first()
    if found is None:
        raise CommandError(f"There is no {what} {code}. Give its {by} as the register shows it.", returncode=2)
    return found
