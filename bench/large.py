"""Two cities on two databases: the same facilities and reports, ten times as many lines (all of it synthetic).

MRV_BENCH_LINES sets the lines of the large one. Lines, postings, entries, cells and spreads are those the platform itself
would have written: the cells are checked against a recount before anything is measured.
"""

import os
from datetime import date
from functools import cache
from hashlib import sha256

from django.utils import timezone

from bench import database
from bench.city import cast
from inventory import entries
from inventory.selectors.recount import COLUMNS, COUNTED_VERSIONS, discrepancies
from inventory.services.apply_spreads import GROUPED, RECORD
from inventory.services.apply_spreads import KEY as SPREAD_KEY
from mrv.core.actor import system_actor
from mrv.core.models import District, Facility, Organization, Sector
from mrv.core.services.reference.load_sectors import load_sectors
from reporting.models import CalculationRun, EmissionsReport, MonitoringPlan, ReportVersion
from reporting.states import COUNTED
from tests.factories import district

YEARS = range(2011, 2021)
FACILITIES = 1024
SMALL = 100_000 // (FACILITIES * len(YEARS))
LARGE = int(os.environ.get("MRV_BENCH_LINES", "1000000")) // (FACILITIES * len(YEARS))
ONE_REPORT = 100
FUELS = ["raw_coal", "diesel", "natural_gas", "gasoline", "fuel_oil"]
DISTRICTS = 16

LINE_COUNTS = """
    UPDATE reporting_calculationrun run
    SET line_count = CASE WHEN facility.enterprise_id = %(other)s THEN %(one_report)s ELSE %(lines)s END
    FROM reporting_reportversion version JOIN reporting_emissionsreport report ON report.id = version.report_id
    JOIN core_facility facility ON facility.id = report.facility_id WHERE version.id = run.version_id
"""
LINE_ROWS = """
    INSERT INTO reporting_emissionline (version_id, run_id, line_number, stream_id, stream_code, month, scope, fuel,
        activity_quantity, activity_unit, method, method_version, method_fingerprint, rounding, engine_build, inputs,
        gwp_values, gwp_set_code, gwp_ch4, gwp_n2o, co2_t, biogenic_co2_t, ch4_t, n2o_t, fgas_co2e_t, species, co2e_t)
    SELECT run.version_id, run.id, n, n, 'S' || n, n %% 12 + 1, 1 + (n %% 7 = 0)::int,
        (%(fuels)s::text[])[1 + n %% cardinality(%(fuels)s::text[])], n, 't', 'cn.combustion.ncv_cc_of', '1', '',
        'half_up_6', 'bench', '{}', '{}', 'AR5', 28, 265, mass, 0, 0, 0, 0, '{}', mass
    FROM reporting_calculationrun run, generate_series(1, run.line_count) AS n,
        LATERAL (SELECT ((run.id * 7919 + n * 104729) %% 1000000007)::numeric / 1000000 AS mass) AS made
    WHERE run.engine_build = 'bench'
"""
TOTALS = """
    UPDATE reporting_reportversion version SET total_co2e_t = sums.total
    FROM (SELECT version_id, sum(co2e_t) AS total FROM reporting_emissionline GROUP BY 1) AS sums
    WHERE sums.version_id = version.id
"""
POSTINGS = """
    INSERT INTO inventory_posting (jurisdiction_id, year, district_id, sector_id, origin, version_id, enterprise_id,
        result_hash, line_count, posted_at, posted_by, reversed_by)
    SELECT %(city)s, report.compliance_year, facility.district_id, facility.sector_id, 'enterprise', version.id,
        facility.enterprise_id, version.result_hash, 0, now(), 'system:bench', ''
    FROM reporting_reportversion version JOIN reporting_emissionsreport report ON report.id = version.report_id
    JOIN core_facility facility ON facility.id = report.facility_id WHERE version.state = 'decided'
"""
POSTED_LINES = f"""
    SELECT posting.id AS posting_id, line.uncertainty_profile, {COLUMNS}
    FROM counted JOIN reporting_emissionline line
        ON line.version_id = counted.version_id AND line.run_id = counted.run_id
    JOIN inventory_posting posting ON posting.version_id = counted.version_id
"""
CELLS = """
    INSERT INTO inventory_inventorycell (jurisdiction_id, year, district_id, sector_id, fuel, scope, gas,
        gwp_set_code, origin, mass_t, co2e_t, line_count)
    SELECT posting.jurisdiction_id, posting.year, posting.district_id, posting.sector_id, entry.fuel, entry.scope,
        entry.gas, entry.gwp_set_code, posting.origin, sum(entry.mass_t), sum(entry.co2e_t), sum(entry.line_count)
    FROM inventory_posting posting JOIN inventory_postingentry entry ON entry.posting_id = posting.id
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
"""
SPREADS = f"""
    INSERT INTO inventory_inventoryspread ({SPREAD_KEY}, co2e_t, squares, line_count)
    SELECT posting.jurisdiction_id, posting.year, posting.district_id, posting.sector_id, part.fuel, part.scope,
        posting.origin, part.uncertainty_profile, sum(part.co2e_t), sum(part.squares), sum(part.line_count)
    FROM inventory_posting posting JOIN inventory_postingspread part ON part.posting_id = posting.id
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""


@cache
def cities() -> None:
    """Fill both databases; the current one is the small city afterwards."""
    database.use(database.MAIN)
    made = cast()
    load_sectors(by=system_actor("bench"), at=timezone.now())
    for number in range(DISTRICTS - len(made.districts)):
        district(f"3102{number:02}", f"District {number}", parent=made.city)
    _reports(_facilities(made.enterprise, 1, FACILITIES))
    _reports(_facilities(made.second_enterprise, 90_001, 1))
    database.copy_for_large()
    for name, lines in ((database.MAIN, SMALL), (database.LARGE, LARGE)):
        database.use(name)
        _fill(name, lines)
        assert not list(discrepancies([YEARS[0]]))
    database.use(database.MAIN)


def _fill(name: str, lines: int) -> None:
    facts = {
        "city": cast().city.pk, "other": cast().second_enterprise.pk, "lines": lines, "one_report": ONE_REPORT,
        "fuels": FUELS, "counted": sorted(COUNTED), "years": list(YEARS),
    }  # fmt: skip
    counted = f"WITH counted AS MATERIALIZED ({COUNTED_VERSIONS})"
    posted = f"{counted} {entries.insert_entries(POSTED_LINES)}"
    beside = f"{counted} {RECORD.format(grouped=GROUPED.format(lines=POSTED_LINES))}"
    with database.filling(name) as session:
        for statement in (LINE_COUNTS, LINE_ROWS, TOTALS, POSTINGS, posted, CELLS, beside, SPREADS):
            session.execute(statement, facts)  # type: ignore[arg-type]
        session.commit()
        session.autocommit = True
        session.execute("VACUUM ANALYZE")


def _facilities(owner: Organization, first: int, count: int) -> list[Facility]:
    """Facilities spread over the districts and sectors."""
    places = list(District.objects.filter(parent=cast().city))
    sectors = list(Sector.objects.filter(system="inventory"))
    return Facility.objects.bulk_create(
        Facility(
            enterprise_id=owner.pk, code=f"B{n}", name_zh=f"合成设施{n}", name_en=f"Synthetic facility {n}",
            district=places[n % len(places)], sector=sectors[n % len(sectors)], opened_date=date(2010, 1, 1),
            is_synthetic=True,
        )
        for n in range(first, first + count)
    )  # fmt: skip


def _reports(facilities: list[Facility]) -> None:
    """A decided report of every facility in every year, with a run."""
    opened = date(2010, 1, 1)
    plans = MonitoringPlan.objects.bulk_create(
        MonitoringPlan(facility=site, number=1, state="approved", valid_from=opened) for site in facilities
    )
    plan_of = {plan.facility_id: plan for plan in plans}
    reports = EmissionsReport.objects.bulk_create(
        EmissionsReport(facility=site, compliance_year=year) for year in YEARS for site in facilities
    )
    now = timezone.now()
    versions = ReportVersion.objects.bulk_create(
        ReportVersion(
            report=report, number=1, state="decided", plan=plan_of[report.facility_id], submitted_at=now,
            content_hash=_hash("content", report.pk), result_hash=_hash("result", report.pk),
            submitted_by_label="Responsible Person",
        )
        for report in reports
    )  # fmt: skip
    CalculationRun.objects.bulk_create(
        CalculationRun(
            version=version, engine_build="bench", factor_hash=version.result_hash, line_count=0,
            result_hash=version.result_hash, total_co2e_t=0, computed_at=now,
        )
        for version in versions
    )  # fmt: skip


def lines_in_all(per_report: int) -> str:
    """For remarks."""
    return f"{per_report * FACILITIES * len(YEARS):,}"


def _hash(kind: str, number: int) -> str:
    return sha256(f"{kind} {number}".encode()).hexdigest()
