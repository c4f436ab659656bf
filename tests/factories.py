"""The standard cast and the smallest world a test needs (all of it synthetic).

``world()`` builds: a city with two districts, two inventory sectors, an enterprise and a second one,
each with a facility, a verification body, an authority, a registry, and one person per role.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mrv.core.actor import Actor, actor_for
from mrv.core.models import District, Facility, Membership, Organization, Person, Sector
from mrv.roles import OrganizationKind, Role

START = date(2010, 1, 1)


@dataclass
class World:
    """Everything ``world()`` made, by name."""

    city: District
    districts: list[District]
    sectors: list[Sector]
    enterprise: Organization
    second_enterprise: Organization
    body: Organization
    second_body: Organization
    authority: Organization
    registry: Organization
    facility: Facility
    second_facility: Facility
    people: dict[str, Person] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """The actor of one of the cast, e.g. ``reporter``."""
        return actor_for(self.people[name])


def organization(kind: OrganizationKind, code: str, **fields: Any) -> Organization:
    """An organization named by its code."""
    defaults = {"name_zh": f"{code}(合成)", "name_en": f"{code} (synthetic)", "is_synthetic": True}
    return Organization.objects.create(kind=kind.value, code=code, **{**defaults, **fields})


def person(name: str, organization: Organization, role: Role, **fields: Any) -> Person:
    """A person with one role since 2010."""
    member = Person.objects.create(
        username=name, display_name=name.replace("_", " ").title(), email=f"{name}@example.org"
    )
    Membership.objects.create(person=member, organization=organization, role=role.value, valid_from=START, **fields)
    return member


def district(code: str, name: str, *, level: str = "district", parent: District | None = None) -> District:
    """A district valid since 2010."""
    return District.objects.create(code=code, name_zh=name, name_en=name, level=level, parent=parent, valid_from=START)


def facility(enterprise: Organization, code: str, *, district: District, sector: Sector) -> Facility:
    """A facility open since 2010."""
    return Facility.objects.create(
        enterprise_id=enterprise.pk, code=code, name_zh=f"{code}(合成)", name_en=f"{code} (synthetic)",
        district=district, sector=sector, opened_date=START, is_synthetic=True,
    )  # fmt: skip


CAST: list[tuple[str, str, Role]] = [
    ("reporter", "enterprise", Role.REPORTER),
    ("responsible_person", "enterprise", Role.RESPONSIBLE_PERSON),
    ("second_reporter", "second_enterprise", Role.REPORTER),
    ("second_responsible_person", "second_enterprise", Role.RESPONSIBLE_PERSON),
    ("verifier", "body", Role.VERIFIER),
    ("lead_verifier", "body", Role.LEAD_VERIFIER),
    ("independent_reviewer", "body", Role.INDEPENDENT_REVIEWER),
    ("outside_verifier", "second_body", Role.LEAD_VERIFIER),
    ("regulator", "authority", Role.REGULATOR),
    ("second_regulator", "authority", Role.REGULATOR),
    ("factor_steward", "authority", Role.FACTOR_STEWARD),
    ("second_factor_steward", "authority", Role.FACTOR_STEWARD),
    ("inventory_compiler", "authority", Role.INVENTORY_COMPILER),
    ("operator", "authority", Role.OPERATOR),
]


def world() -> World:
    """Build the standard cast."""
    city = district("310000", "Demo City", level="province")
    districts = [district("310101", "East", parent=city), district("310104", "West", parent=city)]
    sectors = [
        Sector.objects.create(system="inventory", code=code, name_zh=name, name_en=name, order=order)
        for order, (code, name) in enumerate([("S31", "Ferrous metals"), ("S44", "Power and heat")])
    ]
    enterprise = organization(OrganizationKind.ENTERPRISE, "ENT-1")
    second = organization(OrganizationKind.ENTERPRISE, "ENT-2")
    made = World(
        city=city,
        districts=districts,
        sectors=sectors,
        enterprise=enterprise,
        second_enterprise=second,
        body=organization(OrganizationKind.VERIFICATION_BODY, "VB-1"),
        second_body=organization(OrganizationKind.VERIFICATION_BODY, "VB-2"),
        authority=organization(OrganizationKind.AUTHORITY, "AUTH-1"),
        registry=organization(OrganizationKind.REGISTRY, "REG-1"),
        facility=facility(enterprise, "FAC-1", district=districts[0], sector=sectors[0]),
        second_facility=facility(second, "FAC-2", district=districts[1], sector=sectors[1]),
    )
    for name, place, role in CAST:
        made.people[name] = person(name, getattr(made, place), role)
    officer = person("district_officer", made.authority, Role.DISTRICT_OFFICER, district=districts[0])
    made.people["district_officer"] = officer
    made.people["outsider"] = Person.objects.create(username="outsider", display_name="Outsider")
    return made


def plan(facility: Facility, **fields: Any) -> Any:
    """An approved monitoring plan without streams."""
    from reporting.models import MonitoringPlan

    defaults = {"number": 1, "state": "approved", "valid_from": START}
    return MonitoringPlan.objects.create(facility=facility, **{**defaults, **fields})


def version(facility: Facility, *, year: int = 2017, state: str = "draft", number: int = 1, **fields: Any) -> Any:
    """A report version straight in ``state``; opens the report and a plan when there is none."""
    from reporting.models import EmissionsReport, ReportVersion

    report, _ = EmissionsReport.objects.get_or_create(facility=facility, compliance_year=year)
    fields.setdefault("plan", facility.plans.first() or plan(facility))
    return ReportVersion.objects.create(report=report, number=number, state=state, **fields)


def computed(
    version: Any, *tonnes: str, scope: int = 1, fuel: str = "bituminous_coal", month: int | None = None
) -> Any:
    """Give a version a run with one CO2 line per number of ``tonnes``; returns the run."""
    import hashlib
    from decimal import Decimal

    from django.utils import timezone

    from reporting.models import CalculationRun, EmissionLine, ReportVersion

    result_hash = hashlib.sha256(repr((version.pk, scope, tonnes)).encode()).hexdigest()
    total = sum((Decimal(t) for t in tonnes), Decimal(0))
    run = CalculationRun.objects.create(
        version=version, engine_build="test", factor_hash=result_hash, line_count=len(tonnes),
        result_hash=result_hash, total_co2e_t=total, computed_at=timezone.now(),
    )  # fmt: skip
    EmissionLine.objects.bulk_create(
        EmissionLine(
            version=version, run_id=run.pk, line_number=number, stream_id=1, stream_code="F1", month=month, scope=scope,
            fuel=fuel, activity_quantity=Decimal(t), activity_unit="t", method="test.method", method_version="1",
            rounding="half_up_6", engine_build="test", inputs={}, gwp_set_code="AR5", co2_t=Decimal(t), co2e_t=Decimal(t),
        )
        for number, t in enumerate(tonnes, start=1)
    )  # fmt: skip
    ReportVersion.objects.filter(pk=version.pk).update(result_hash=result_hash, total_co2e_t=total)
    version.refresh_from_db()
    return run


def api_client(organization: Organization, *roles: Role, jurisdiction: District | None = None) -> Any:
    """A machine client of an organization and a bearer token for it: (client, "Bearer ...")."""
    import secrets
    from datetime import timedelta

    from django.utils import timezone
    from oauth2_provider.models import AccessToken, Application

    from mrv.core.models import ApiClient

    application = Application.objects.create(
        name=f"client of {organization.code}",
        client_type="confidential",
        authorization_grant_type="client-credentials",
        hash_client_secret=True,
    )
    client = ApiClient.objects.create(
        application=application,
        organization=organization,
        roles=[role.value for role in roles],
        jurisdiction=jurisdiction,
    )
    token = secrets.token_hex(16)
    AccessToken.objects.create(
        application=application, token=token, scope="mrv", expires=timezone.now() + timedelta(hours=1)
    )
    return client, f"Bearer {token}"
