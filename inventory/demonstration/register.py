"""Load the synthetic register: enterprises, facilities, their people and clients, their approved plans."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from inventory.demonstration.cast import BY, SINCE, enter_client, enter_person, named_by_role
from inventory.demonstration.story import OPEN_YEAR
from mrv.accounting.catalogue import method
from mrv.core.models import District, Facility, Fuel, Organization, Person, Sector
from mrv.core.services.add_member import add_member
from mrv.core.services.register_enterprise import register_enterprise
from mrv.core.services.register_facility import register_facility
from mrv.reference import demo_city
from mrv.roles import Role
from reporting.models import MonitoringPlan, SourceStream, SubmissionDeadline

PROCESS_METHOD = "general.activity_factor"
FACTOR_SETS = ["CEADS-SH", "SH-ETS"]


@transaction.atomic
def load_register() -> int:
    """Enter what is not there yet; returns the number of facilities entered."""
    enterprises, facilities = demo_city.register()
    places = {d.code: d for d in District.objects.filter(level="district", valid_to__isnull=True)}
    sectors = {s.code: s for s in Sector.objects.filter(system="inventory")}
    owners = {o.uscc: o for o in Organization.objects.exclude(uscc=None)}
    known = set(Facility.objects.values_list("code", flat=True))
    secret = make_password(settings.MRV_DEMO_PASSWORD)
    for serial, enterprise in enumerate(enterprises, start=1):
        if enterprise.uscc not in owners:
            owners[enterprise.uscc] = _enter_enterprise(enterprise, f"ENT-{serial:03}", secret)
    fresh = [f for f in facilities if f.code not in known]
    for facility in fresh:
        register_facility(
            enterprise=owners[facility.uscc],
            code=facility.code,
            name_zh=facility.name_zh,
            name_en=facility.name_en,
            district=places[facility.district],
            sector=sectors[facility.sector],
            industry_code=facility.industry_code,
            opened_date=date(facility.opened_year, 1, 1),
            is_synthetic=True,
            by=BY,
        )
    _enter_plans({f.code for f in fresh})
    set_deadline_of_open_year()
    return len(fresh)


def _enter_enterprise(enterprise: demo_city.Enterprise, code: str, secret: str) -> Organization:
    entered = register_enterprise(
        code=code,
        uscc=enterprise.uscc,
        name_zh=enterprise.name_zh,
        name_en=enterprise.name_en,
        is_synthetic=True,
        by=BY,
    )
    number = code.removeprefix("ENT-")
    roles = {"reporter": Role.REPORTER, "signer": Role.RESPONSIBLE_PERSON}
    for name, role in roles.items():
        username = name if number == "001" else f"{name}{number}"
        person, _ = enter_person(
            username, named_by_role(role, f"{name.title()}, {enterprise.name_en}", enterprise.name_zh), secret
        )
        add_member(person=person, organization=entered, role=role, valid_from=SINCE, by=BY)
    enter_client(entered, f"erp-{number}", [Role.REPORTER, Role.RESPONSIBLE_PERSON], secret)
    return entered


@dataclass(frozen=True)
class Period:
    """A version of every plan: the years it is in force and whether it still is."""

    number: int
    years: tuple[int, ...]
    since: date
    until: date

    @property
    def state(self) -> str:
        """The last one is approved, the others are superseded by the next one."""
        return "approved" if self.number == len(PERIODS) else "superseded"


PERIODS = (
    Period(1, (2010,), date(2010, 1, 1), date(2014, 12, 31)),
    Period(2, (2015,), date(2015, 1, 1), date(2015, 12, 31)),
    Period(3, (2016,), date(2016, 1, 1), date(2016, 12, 31)),
    Period(4, (2017,), date(2017, 1, 1), date(2019, 12, 31)),  # the last year that CEADS-SH covers
)


def set_deadline_of_open_year() -> None:
    """The open year is due next spring, so that its drafts are not all overdue; the notice says why."""
    next_spring = timezone.localdate().year + 1
    SubmissionDeadline.objects.update_or_create(
        compliance_year=OPEN_YEAR,
        defaults={
            "years_after": next_spring - OPEN_YEAR, "due_month": 3, "due_day": 31,
            "reference": "示范：该年度保持开放（合成数据）/ Demonstration: kept open (synthetic)",
        },
    )  # fmt: skip


def streams_by_facility(years: tuple[int, ...]) -> dict[str, dict[str, demo_city.ActivityRow]]:
    """Every stream a facility declares in these years, with one row as the pattern of its method and unit."""
    found: dict[str, dict[str, demo_city.ActivityRow]] = defaultdict(dict)
    for year in years:
        for row in demo_city.build(year).activity_rows:
            found[row.facility].setdefault(row.stream, row)
    return found


def _enter_plans(codes: set[str]) -> None:
    """Approved plans, approved by the demonstration's regulator when the register was loaded."""
    regulator = Person.objects.get(username="regulator")
    fuels = {fuel.code: fuel for fuel in Fuel.objects.all()}
    facilities = list(Facility.objects.filter(code__in=codes))
    for period in PERIODS:
        patterns = streams_by_facility(period.years)
        reporting = [facility for facility in facilities if facility.code in patterns]
        plans = MonitoringPlan.objects.bulk_create(_plan(facility, period, regulator) for facility in reporting)
        SourceStream.objects.bulk_create(
            _stream(plan, pattern, fuels)
            for plan, facility in zip(plans, reporting, strict=True)
            for pattern in patterns[facility.code].values()
        )


def _plan(facility: Facility, period: Period, regulator: Person) -> MonitoringPlan:
    return MonitoringPlan(
        facility=facility,
        number=period.number,
        state=period.state,
        factor_set_codes=FACTOR_SETS,
        purpose="compliance",
        gwp_set_code="AR5",
        valid_from=period.since,
        valid_to=period.until,
        approved_at=timezone.now(),
        approved_by=regulator,
    )


def _stream(plan: MonitoringPlan, pattern: demo_city.ActivityRow, fuels: dict[str, Fuel]) -> SourceStream:
    fuel = fuels[pattern.stream]
    return SourceStream(
        plan=plan,
        code=pattern.stream,
        name_zh=fuel.name_zh,
        name_en=fuel.name_en,
        method=pattern.method,
        fuel=pattern.stream,
        scope=pattern.scope,
        unit=pattern.unit,
        activity_parameter=method(pattern.method).activity,
        approved_inputs={"gas": {"value": "CO2"}} if pattern.method == PROCESS_METHOD else {},
    )
