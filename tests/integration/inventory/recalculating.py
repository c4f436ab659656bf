"""A city whose reports and area source were really computed, and newer factors for it."""

from inventory.area.drafts import AreaDraft
from inventory.models import Recalculation
from inventory.services.record_area_sources import record_area_sources
from inventory.services.start_recalculation import start_recalculation
from inventory.states import FactorChoice
from mrv.core.actor import system_actor
from mrv.core.models import FactorSet, Sector
from mrv.core.services.factors.release_factor_set import release_factor_set
from reporting.models import ReportVersion
from reporting.services.move_version import move_version
from reporting.services.submit_version import submit_version
from tests.factories import World, facility, world
from tests.integration.library.versions import next_version
from tests.reporting_cast import SET, filled, monitoring_plan, month_rows, prepare
from tests.support import run_jobs

PLATFORM = system_actor("test")
YEAR = 2020
TO_DECIDED = ("assign", "start_review", "conclude", "decide")


def area_source(made: World, **fields: str) -> None:
    draft = AreaDraft(
        **{
            "code": "HOMES", "year": YEAR, "district": made.districts[0].code, "sector": made.sectors[0].code,
            "source": "Statistical yearbook, table 5-1", "fuel": "diesel", "quantity": "1234.50", "unit": "t",
            "method": "cn.combustion.ncv_cc_of", "factor_sets": (SET,), **fields,
        }
    )  # fmt: skip
    record_area_sources(jurisdiction=made.city, drafts=[draft], by=PLATFORM)


def computed() -> World:
    """Two decided reports and an area source, really computed."""
    made = world()
    prepare(made)
    Sector.objects.filter(pk=made.sectors[0].pk).update(system="inventory")
    made.sectors[0].refresh_from_db()
    for version in (filled(made), second_report(made)):
        submit_version(version=version, by=made.actor("responsible_person"))
        run_jobs()
        for name in TO_DECIDED:
            move_version(name, version=version, by=PLATFORM)
    area_source(made)
    run_jobs()
    return made


def second_report(made: World) -> ReportVersion:
    site = facility(made.enterprise, "SITE-2", district=made.districts[1], sector=made.sectors[0])
    monitoring_plan(site)
    return filled(
        World(**{**vars(made), "facility": site}),
        month_rows(quantity="77.125") + month_rows("electricity", "40", "MWh"),
    )


def recalculated(made: World, sets: FactorChoice = FactorChoice.PINNED) -> Recalculation:
    order = start_recalculation(jurisdiction=made.city, year=YEAR, sets=sets, by=made.actor("regulator"))
    run_jobs()
    order.refresh_from_db()
    return order


def released_newer(made: World, **values: str) -> FactorSet:
    found = next_version(made, **values)
    run_jobs()
    return release_factor_set(factor_set=found, by=made.actor("second_factor_steward"))
