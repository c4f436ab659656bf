"""Area sources: computed by the engine, versioned, posted once, refused whole with the place of each fault."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation

from inventory.area.drafts import AreaDraft
from inventory.models import AreaSource, InventoryCell, Posting
from inventory.pages.area import area_table
from inventory.pages.area_upload import source_table
from inventory.selectors.recount import discrepancies
from inventory.selectors.sums import live_source, sums
from inventory.services.record_area_sources import AreaSourcesRefused, record_area_sources
from inventory.tables.axes import Axis
from inventory.tables.request import TableRequest
from mrv.core.models import District
from mrv.core.services.reference.load_districts import load_districts
from mrv.reference.demo_city import TOTAL, build
from tests.factories import World
from tests.integration.inventory.factories import BY

pytestmark = pytest.mark.django_db

HOMES = AreaDraft(
    code="HOMES", year=2017, district="310101", sector="S46", fuel="natural_gas", quantity="1000", unit="10^4Nm3",
    method="cn.combustion.ncv_cc_of", factor_sets=("CEADS-SH",), source="Statistical yearbook 2018, table 5.1",
)  # fmt: skip
STATED = AreaDraft(
    code="WASTE", year=2017, district="310104", sector="S45", basis="stated", source="Landfill model 2018",
    stated={"ch4_t": "10", "n2o_t": "0.5", "co2_t": "3"}, provenance="estimate",
)  # fmt: skip
KEYED = AreaDraft(
    code="PEAT", year=2017, district="310104", sector="S01", basis="notation", notation_key="NO",
    explanation="There is no peat extraction in the city.", source="Land survey 2017",
)  # fmt: skip


def recorded(city: World, *drafts: AreaDraft) -> list[AreaSource]:
    return record_area_sources(jurisdiction=city.city, drafts=drafts, by=BY)


def co2e(source: AreaSource) -> Decimal:
    cells = InventoryCell.objects.filter(origin="area_source", sector_id=source.sector_id, district=source.district)
    return sum(cells.values_list("co2e_t", flat=True), Decimal(0))


def test_activity_is_computed_by_the_engine_with_its_factors_on_record(town: World) -> None:
    (source,) = recorded(town, HOMES)
    assert source.co2e_t == source.co2_t > 20_000
    assert source.inputs["net_calorific_value"]["factor"]["set"].startswith("CEADS-SH")
    assert source.method_fingerprint
    assert co2e(source) == source.co2e_t
    assert not list(discrepancies([2017]))


def test_stated_emission_counts_every_gas(town: World) -> None:
    (source,) = recorded(town, STATED)
    assert source.co2e_t == Decimal(3) + 280 + Decimal("132.5")
    assert co2e(source) == source.co2e_t


def test_notation_key_counts_nothing_and_says_why(town: World) -> None:
    (source,) = recorded(town, KEYED)
    assert (source.co2e_t, source.notation_key) == (0, "NO")
    assert not Posting.objects.filter(area_source=source).exists()


def test_correction_is_a_new_version_that_replaces_the_old_one_in_the_cells(town: World) -> None:
    (first,) = recorded(town, STATED)
    (second,) = recorded(town, replace(STATED, stated={"co2_t": "7"}, reason="Model corrected"))
    assert (second.number, second.supersedes) == (2, first)
    assert co2e(second) == 7
    assert list(AreaSource.objects.current()) == [second]
    assert not list(discrepancies([2017]))


def test_replacing_a_number_by_a_notation_key_takes_the_number_out(town: World) -> None:
    (first,) = recorded(town, STATED)
    recorded(town, replace(STATED, basis="notation", stated={}, notation_key="IE", explanation="Counted in S27."))
    assert co2e(first) == 0
    assert not list(discrepancies([2017]))


def test_recording_the_same_twice_changes_nothing(town: World) -> None:
    assert len(recorded(town, HOMES, STATED, KEYED)) == 3
    assert recorded(town, HOMES, STATED, KEYED) == []
    assert AreaSource.objects.count() == 3


@pytest.mark.parametrize("statement", ["UPDATE {} SET co2_t = 1", "DELETE FROM {}"])
def test_recorded_version_is_never_changed(town: World, statement: str) -> None:
    recorded(town, STATED)
    with (
        pytest.raises(DatabaseError, match=r"pgtrigger|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("inventory_areasource"))


@pytest.mark.parametrize(
    ("draft", "field", "told"),
    [
        (replace(HOMES, quantity="1,000"), "quantity", "not a decimal number"),
        (replace(HOMES, quantity="１２"), "quantity", "not a decimal number"),
        (replace(HOMES, quantity="1_000"), "quantity", "not a decimal number"),
        (replace(HOMES, quantity="NaN"), "quantity", "not a decimal number"),
        (replace(HOMES, quantity="-5"), "quantity", "out of range"),
        (replace(HOMES, quantity="0.1234567891"), "quantity", "9 decimals"),
        (replace(HOMES, unit="kWh"), "quantity", "kWh"),
        (replace(HOMES, unit=""), "unit", "unit"),
        (replace(HOMES, method="no.such.method"), "method", "no.such.method"),
        (replace(HOMES, factor_sets=("NONE",)), "factor_sets", "NONE"),
        (replace(HOMES, fuel="moon_dust"), "method", "moon dust"),
        (replace(HOMES, district="999999"), "district", "999999"),
        (replace(HOMES, sector="S99"), "sector", "S99"),
        (replace(HOMES, source=" "), "source", "document"),
        (replace(HOMES, year=1066), "year", "1990-2100"),
        (replace(HOMES, basis="guess"), "basis", "activity, stated, notation"),
        (replace(STATED, stated={}), "co2_t", "at least one gas"),
        (replace(STATED, stated={"ch4_t": "-1"}), "ch4_t", "out of range"),
        (replace(KEYED, notation_key="NA"), "notation_key", "NO, NE, IE, C"),
        (replace(KEYED, explanation=""), "explanation", "explanation"),
    ],
)
def test_fault_is_placed_and_nothing_is_stored_by_halves(town: World, draft: AreaDraft, field: str, told: str) -> None:
    with pytest.raises(AreaSourcesRefused) as refusal:
        recorded(town, STATED, replace(draft, code="WRONG"))
    problems = {(p.index, p.field): p.text for p in refusal.value.problems}
    assert told in problems[1, field].en
    assert problems[1, field].zh
    assert not AreaSource.objects.exists()


def test_same_source_twice_in_one_table_is_refused(town: World) -> None:
    with pytest.raises(AreaSourcesRefused, match="stands twice"):
        recorded(town, STATED, STATED)


def test_only_a_compiler_records_area_sources(town: World) -> None:
    with pytest.raises(PermissionDenied):
        record_area_sources(jurisdiction=town.city, drafts=[STATED], by=town.actor("district_officer"))


def test_demonstration_city_reaches_the_published_figure_of_every_area_sector(town: World) -> None:
    load_districts(by=BY, at=timezone.now())
    year = build(2017)
    drafts = [
        AreaDraft(
            code=row.code, year=row.year, district=row.district, sector=row.sector, fuel=row.stream,
            quantity=str(row.quantity), unit=row.unit, method=row.method, factor_sets=("CEADS-SH",),
            source=row.data_source, provenance="implied", proxy=row.proxy, is_synthetic=True,
        )
        for row in year.area_sources
    ]  # fmt: skip
    shanghai = District.objects.get(code="310000", name_zh="上海市")
    record_area_sources(jurisdiction=shanghai, drafts=drafts, by=BY)
    totals = sums(
        live_source(shanghai, [2017], town.actor("inventory_compiler")), TableRequest(by=(Axis.SECTOR, Axis.ORIGIN))
    )
    for published in year.published:
        area = totals.get(published.sector, "area_source")
        if published.fuel == TOTAL and area is not None:
            assert abs(area.value - published.mt_co2 * 1_000_000) < Decimal("0.2"), published
    assert not list(discrepancies([2017]))


@pytest.mark.parametrize(("language", "unit"), [("en", "10⁴ Nm³"), ("zh-hans", "万 Nm³")])
def test_units_of_the_list_are_written_as_they_are_read(town: World, language: str, unit: str) -> None:
    sources = recorded(town, HOMES)
    with translation.override(language):
        for table in (area_table(sources), source_table(sources, "")):
            assert unit in table.rows[0].cells
