"""Area sources recorded before uncertainty was kept are assessed by the workers; no row and no cell changes."""

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from inventory.handlers import FILL, FILL_PART
from inventory.models import AreaAssessment, AreaSource, InventoryCell, InventorySpread, Posting
from inventory.recalculation.area_sources import draft_of
from inventory.selectors.declared import declared_uncertainties
from inventory.services.fill_uncertainty import fill_uncertainty
from inventory.services.start_filling import start_filling
from mrv.core.models import AuditEvent, Job
from mrv.core.services.jobs import progress_of
from tests.factories import World
from tests.integration.inventory.factories import BY
from tests.integration.inventory.test_area_sources import HOMES, KEYED, STATED, recorded
from tests.integration.inventory.test_fill_uncertainty import tamper
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
METERED = replace(STATED, code="METERED", provenance="estimate", uncertainty_percent="7")


def forget() -> None:
    tamper(
        "UPDATE inventory_areasource SET uncertainty_profile = '', uncertainty_percent = NULL",
        "UPDATE inventory_postingspread SET uncertainty_profile = ''",
        "DELETE FROM inventory_inventoryspread",
        """INSERT INTO inventory_inventoryspread (jurisdiction_id, year, district_id, sector_id, fuel, scope, origin,
               uncertainty_profile, co2e_t, squares, line_count)
           SELECT posting.jurisdiction_id, posting.year, posting.district_id, posting.sector_id, part.fuel, part.scope,
                  posting.origin, '', SUM(part.co2e_t), SUM(part.squares), SUM(part.line_count)
           FROM inventory_posting posting JOIN inventory_postingspread part ON part.posting_id = posting.id
           WHERE posting.reversed_at IS NULL GROUP BY 1, 2, 3, 4, 5, 6, 7""",
    )


def cells() -> list[tuple[object, ...]]:
    rows = InventoryCell.objects.filter(line_count__gt=0).order_by("district_id", "sector_id", "gas", "fuel")
    return list(rows.values_list("district_id", "sector_id", "gas", "fuel", "mass_t", "co2e_t", "line_count"))


def spreads() -> list[tuple[object, ...]]:
    rows = InventorySpread.objects.filter(line_count__gt=0).order_by("sector_id", "fuel", "uncertainty_profile")
    return list(rows.values_list("sector_id", "fuel", "uncertainty_profile", "co2e_t", "squares", "line_count"))


def fill() -> str:
    said = StringIO()
    with suppress(SystemExit):
        call_command("assess_uncertainty", here=True, stdout=said, stderr=said)
    return said.getvalue()


def test_filling_in_gives_the_spreads_of_a_city_that_always_kept_them(town: World) -> None:
    sources = recorded(town, HOMES, STATED, KEYED)
    before, known = cells(), spreads()
    percents = {source.pk: source.uncertainty_percent for source in sources if source.basis != "notation"}
    assert None not in percents.values()
    forget()
    rows = list(AreaSource.objects.order_by("pk").values())
    said = fill()
    assert "and 2 area sources assessed" in said, said
    assert (cells(), spreads()) == (before, known)
    assert {one.source_id: one.percent for one in AreaAssessment.objects.all()} == percents
    assert list(AreaSource.objects.order_by("pk").values()) == rows
    assert "0 versions and 0 area sources assessed" in fill()


def test_known_percentage_is_that_of_the_assessment(town: World) -> None:
    (source,) = recorded(town, HOMES)
    known = source.uncertainty_percent
    forget()
    assert AreaSource.objects.get(pk=source.pk).known_percent is None
    fill()
    assert AreaSource.objects.get(pk=source.pk).known_percent == known


def test_only_the_version_that_counts_is_assessed(town: World) -> None:
    recorded(town, HOMES)
    (newer,) = recorded(town, replace(HOMES, quantity="900", reason="Revised yearbook."))
    forget()
    fill()
    assert list(AreaAssessment.objects.values_list("source_id", flat=True)) == [newer.pk]
    assert Posting.objects.filter(area_source=newer, reversed_at__isnull=True).count() == 1
    assert Posting.objects.filter(area_source=newer).count() == 2


def test_source_that_does_not_come_out_again_stays_unknown(town: World) -> None:
    recorded(town, HOMES, STATED)
    forget()
    tamper("UPDATE inventory_areasource SET co2_t = co2_t + 1, co2e_t = co2e_t + 1 WHERE code = 'HOMES'")
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("assess_uncertainty", here=True, stdout=StringIO(), stderr=said)
    assert "HOMES 2017 v1 does not come out as stored" in said.getvalue()
    told = Job.objects.get(kind=FILL).result["refusals"]
    assert any("HOMES 2017 v1 用当前核算引擎重算的结果与存储结果不一致" in one["zh"] for one in told)
    assert list(AreaAssessment.objects.values_list("source__code", flat=True)) == ["WASTE"]


def test_assessment_is_never_edited(town: World) -> None:
    recorded(town, HOMES)
    forget()
    fill()
    with pytest.raises(DatabaseError), transaction.atomic():
        AreaAssessment.objects.update(percent=Decimal(0))


def test_one_order_at_a_time_shows_its_progress_in_parts(town: World) -> None:
    recorded(town, HOMES, STATED)
    forget()
    order = start_filling(by=BY)
    assert start_filling(by=BY) == order
    assert AuditEvent.objects.filter(action="inventory:uncertainty:fill").count() == 1
    run_jobs()
    order.refresh_from_db()
    assert (order.kind, order.state, order.result["sources"]) == (FILL, "done", 2)
    parts = Job.objects.filter(parent=order)
    assert set(parts.values_list("kind", "state")) == {(FILL_PART, "done")}
    assert progress_of(order) == (len(parts), len(parts))


def test_part_done_again_after_a_worker_died_changes_nothing_more(town: World) -> None:
    (source,) = recorded(town, HOMES)
    forget()
    order = start_filling(by=BY)
    assert fill_uncertainty(version_ids=[], source_ids=[source.pk], by=BY) == []
    postings = Posting.objects.count()
    fill_uncertainty(version_ids=[], source_ids=[source.pk], by=BY)
    assert Posting.objects.count() == postings
    run_jobs()
    order.refresh_from_db()
    assert order.state == "done"


def test_only_who_compiles_may_order_it(town: World) -> None:
    with pytest.raises(PermissionDenied):
        start_filling(by=town.actor("reporter"))
    assert start_filling(by=town.actor("inventory_compiler")).kind == FILL


def test_own_statement_and_kind_of_data_survive_a_recalculation(town: World) -> None:
    (source,) = recorded(town, METERED)
    again = draft_of(source, declared_uncertainties([source]))
    assert (again.provenance, again.uncertainty_percent) == ("estimate", "7")


def test_page_orders_follows_and_tells_what_is_left(town: World) -> None:
    recorded(town, HOMES, STATED)
    forget()
    client, address = signed_in(town.people["inventory_compiler"]), reverse("inventory:fill_uncertainty")
    assert "Fill in what is unknown" in client.get(address, headers=ENGLISH).content.decode()
    assert client.post(address).status_code == 302
    assert "m-progress" in client.get(address, headers=ENGLISH).content.decode()
    run_jobs()
    shown = client.get(address, headers=ENGLISH).content.decode()
    assert "Area sources assessed" in shown
    assert "These do not come out as stored" in shown
    assert "历史结果的不确定性" in client.get(address, headers={"Accept-Language": "zh-hans"}).content.decode()
    assert address in client.get(reverse("inventory:recalculations")).content.decode()


@pytest.mark.parametrize("role", ["reporter", "regulator", "verifier"])
def test_page_is_for_who_compiles(town: World, role: str) -> None:
    client, address = signed_in(town.people[role]), reverse("inventory:fill_uncertainty")
    assert {client.get(address).status_code, client.post(address).status_code} <= {403, 404}
    assert not Job.objects.filter(kind=FILL).exists()
