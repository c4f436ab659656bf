"""A database filled before uncertainty was kept: pages say unknown, one command fills it in, releases stay."""

from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from inventory.models import InventoryCell, InventorySpread, Posting, PostingSpread
from inventory.services.converge_version import converge_version
from mrv.core.actor import system_actor
from reporting.models import EmissionLine, LineAssessment, ReportVersion, UncertaintyProfile
from reporting.selectors.emissions import lines_in_force
from reporting.selectors.uncertainty import uncertainty_of
from tests.factories import World
from tests.support import signed_in

pytestmark = pytest.mark.django_db


def tamper(*statements: str) -> None:
    """Run statements as somebody whom no trigger stops: a migration of long ago."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE; SET LOCAL session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT; SET ROLE app_rt")


def forget() -> None:
    """Make the database what it was before: no profile on any line, no spread beside any cell."""
    tamper(
        "UPDATE reporting_emissionline SET uncertainty_profile = '', uncertainty_percent = NULL",
        "DELETE FROM inventory_postingspread",
        "DELETE FROM inventory_inventoryspread",
    )


def cells() -> list[Any]:
    return list(
        InventoryCell.objects.filter(line_count__gt=0)
        .order_by("district_id", "sector_id", "fuel", "scope", "gas", "origin")
        .values_list("district_id", "sector_id", "fuel", "scope", "gas", "origin", "mass_t", "co2e_t", "line_count")
    )


def spreads() -> list[Any]:
    return list(
        InventorySpread.objects.filter(line_count__gt=0, origin="enterprise")
        .order_by("district_id", "sector_id", "fuel", "scope", "uncertainty_profile")
        .values_list("district_id", "sector_id", "fuel", "scope", "uncertainty_profile", "co2e_t", "squares")
    )


def fill() -> str:
    said = StringIO()
    call_command("assess_uncertainty", here=True, stdout=said)
    return said.getvalue()


def test_filling_in_gives_what_a_database_would_hold_that_always_kept_it(computed_city: World) -> None:
    before, known = cells(), spreads()
    version = ReportVersion.objects.filter(state="decided").order_by("pk")[0]
    expected = uncertainty_of(lines_in_force(version))
    forget()
    assert uncertainty_of(lines_in_force(version)).total.percent is None
    said = fill()
    assert ", 0 cannot be" in said
    assert (cells(), spreads()) == (before, known)
    assert uncertainty_of(lines_in_force(version)) == expected
    assert "0 lines of 0 versions and 0 area sources assessed" in fill()


def test_no_line_changes_and_an_assessment_is_never_edited(computed_city: World) -> None:
    forget()
    held = list(EmissionLine.objects.order_by("pk").values())
    fill()
    assert list(EmissionLine.objects.order_by("pk").values()) == held
    assert LineAssessment.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        LineAssessment.objects.update(percent=Decimal(0))


def test_profiles_that_do_not_know_their_gases_are_filled_in_too(computed_city: World) -> None:
    version = ReportVersion.objects.filter(state="decided").order_by("pk")[0]
    expected = uncertainty_of(lines_in_force(version)).gases
    tamper(
        "UPDATE reporting_uncertaintyprofile SET gases = '{}', digest = reverse(digest)",
        "UPDATE reporting_emissionline SET uncertainty_profile = reverse(uncertainty_profile)",
    )
    found = uncertainty_of(lines_in_force(version))
    assert found.total.percent is not None
    assert found.gases["CO2"].percent is None
    fill()
    assert uncertainty_of(lines_in_force(version)).gases == expected


def test_a_result_that_does_not_come_out_again_is_named_and_stays_unknown(computed_city: World) -> None:
    forget()
    tamper("UPDATE reporting_activityrecord SET quantity = quantity + 1")
    complaints = StringIO()
    with pytest.raises(SystemExit):
        call_command("assess_uncertainty", here=True, stdout=StringIO(), stderr=complaints)
    assert "is stored. Compute it in a correction" in complaints.getvalue()
    assert not LineAssessment.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Compute it in a correction"), ("zh-hans", "请通过更正版本重新核算")]
)
def test_page_says_in_the_language_of_the_reader_why_a_version_stays_unknown(
    computed_city: World, language: str, words: str
) -> None:
    forget()
    tamper("UPDATE reporting_activityrecord SET quantity = quantity + 1")
    with pytest.raises(SystemExit):
        call_command("assess_uncertainty", here=True, stdout=StringIO(), stderr=StringIO())
    reader = signed_in(computed_city.people["inventory_compiler"])
    page = reader.get(reverse("inventory:fill_uncertainty"), headers={"Accept-Language": language}).content.decode()
    assert words in page
    assert "FAC-" in page


def test_posting_again_leaves_the_earlier_posting_and_its_spreads_as_they_were(computed_city: World) -> None:
    posting = Posting.objects.filter(reversed_at__isnull=True, version__isnull=False).order_by("pk")[0]
    held = list(PostingSpread.objects.filter(posting=posting).order_by("pk").values())
    before = (cells(), spreads())
    assert posting.version_id is not None
    converge_version(version_id=posting.version_id, by=system_actor("test"), is_again=True)
    assert (cells(), spreads()) == before
    assert list(PostingSpread.objects.filter(posting=posting).order_by("pk").values()) == held
    assert Posting.objects.filter(version_id=posting.version_id, reversed_at__isnull=True).count() == 1


@pytest.mark.parametrize(("language", "word"), [("en", "unknown"), ("zh-hans", "未知")])
def test_the_line_says_unknown_before_and_its_parts_after(computed_city: World, language: str, word: str) -> None:
    line = EmissionLine.objects.filter(version__state="decided").order_by("pk")[0]
    client, headers = signed_in(computed_city.people["regulator"]), {"Accept-Language": language}
    known = UncertaintyProfile.objects.get(digest=line.uncertainty_profile)
    forget()
    address = f"/reporting/lines/{line.public_id}/"
    assert word in client.get(address, headers=headers).content.decode()
    fill()
    shown = client.get(address, headers=headers).content.decode()
    assert f"{known.percent:.3f}" in shown
