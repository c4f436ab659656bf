"""One number all the way: sum of lines = run = report = entries = cells = answer of the door, to the last digit."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventory.models import InventoryCell, Posting, PostingEntry, PostingSpread
from inventory.services.converge_version import converge_version
from mrv.core.models import Sector
from reporting.models import EmissionLine
from reporting.selectors.emissions import lines_in_force, totals_of
from reporting.selectors.uncertainty import uncertainty_of
from tests.factories import World, facility
from tests.integration.inventory.factories import BY, Line, concluded_version, move
from tests.support import signed_in

pytestmark = pytest.mark.django_db
YEAR = 2033
tonnes = st.decimals("0", "1000000", places=6).map(lambda value: f"{value:.6f}")
lines = st.builds(
    Line, tonnes, fuel=st.sampled_from(["raw_coal", "diesel"]), scope=st.sampled_from([1, 2]), ch4=tonnes, n2o=tonnes,
    fgas=tonnes, biogenic=tonnes,
)  # fmt: skip


@given(declared=st.lists(lines, min_size=1, max_size=9))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lines_report_entries_cells_and_door_state_one_total(city: World, declared: list[Line]) -> None:
    with transaction.atomic():
        site = facility(
            city.enterprise,
            "ONE",
            district=city.districts[0],
            sector=Sector.objects.get(system="inventory", code="S31"),
        )
        version = concluded_version(site, declared, year=YEAR)
        move(version, "decide")
        converge_version(version_id=version.pk, by=BY)
        own = EmissionLine.objects.filter(version=version)
        whole = sum(own.values_list("co2e_t", flat=True), Decimal(0))
        assert version.runs.get().total_co2e_t == sum((line.co2e for line in declared), Decimal(0)) == whole
        assert (
            totals_of(lines_in_force(version)).total == uncertainty_of(lines_in_force(version)).total.amount == whole
        )
        posting = Posting.objects.get(version=version)
        counted = PostingEntry.objects.filter(posting=posting).exclude(gas="CO2_BIO")
        assert counted.aggregate(total=Sum("co2e_t"))["total"] == whole
        assert PostingSpread.objects.filter(posting=posting).aggregate(total=Sum("co2e_t"))["total"] == whole
        cells = InventoryCell.objects.filter(year=YEAR).exclude(gas="CO2_BIO")
        assert cells.aggregate(total=Sum("co2e_t"))["total"] == whole
        client = signed_in(city.people["inventory_compiler"])
        door = f"/api/v1/inventories/{city.city.code}/{YEAR}?release=live&by=gas&scope="
        answered = [client.get(f"{door}{scope}").json()["total"] for scope in (1, 2)]
        assert sum((Decimal(total) for total in answered), Decimal(0)) == whole
        transaction.set_rollback(True)
