"""P7: whatever happens to reports, in whatever order events arrive, cells equal a recount to every digit."""

from collections.abc import Sequence

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventory.models import InventoryCell
from inventory.selectors.recount import discrepancies
from inventory.services.converge_version import converge_version
from reporting.models import ReportVersion
from reporting.states import COUNTED
from tests.factories import World, facility
from tests.integration.inventory.factories import BY, Line, compute, concluded_version, move

pytestmark = pytest.mark.django_db
FACILITIES = 5
STEPS = ["approve", "withdraw", "recalculate", "deliver", "deliver again"]

masses = st.decimals(min_value=0, max_value=10**7, places=6).map(str)
small = st.decimals(min_value=0, max_value=10, places=6).map(str)
lines = st.lists(
    st.builds(
        Line,
        co2=masses,
        fuel=st.sampled_from(["raw_coal", "diesel", ""]),
        scope=st.sampled_from([1, 2]),
        ch4=small,
        n2o=small,
        fgas=small,
        biogenic=small,
    ),
    min_size=1,
    max_size=4,
)
steps = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, FACILITIES - 1), lines), min_size=1, max_size=25)


class Play:
    """Applies random steps; events are delivered late, twice, or in the wrong order."""

    def __init__(self, city: World) -> None:
        self.sites = [
            facility(city.enterprise, f"P7-{n}", district=city.districts[n % 2], sector=city.sectors[n % 2])
            for n in range(FACILITIES)
        ]
        self.waiting: list[int] = []
        self.delivered: list[int] = []

    def counted(self, place: int) -> ReportVersion | None:
        return ReportVersion.objects.filter(report__facility=self.sites[place], state__in=COUNTED).first()

    def step(self, name: str, place: int, declared: Sequence[Line]) -> None:
        getattr(self, f"_{name.replace(' ', '_')}")(place, declared)

    def _approve(self, place: int, declared: Sequence[Line]) -> None:
        held = self.counted(place)
        if held is not None:
            self._happens(move(held, "supersede"))
        self._happens(move(concluded_version(self.sites[place], declared), "decide"))

    def _withdraw(self, place: int, _declared: Sequence[Line]) -> None:
        held = self.counted(place)
        if held is not None:
            self._happens(move(held, "withdraw", "Declared by mistake"))

    def _recalculate(self, place: int, declared: Sequence[Line]) -> None:
        held = self.counted(place)
        if held is not None:
            compute(held, declared, build=f"build {held.runs.count()}")
            self._happens(held)

    def _deliver(self, place: int, _declared: Sequence[Line]) -> None:
        if self.waiting:
            version_id = self.waiting.pop(place % len(self.waiting))
            converge_version(version_id=version_id, by=BY)
            self.delivered.append(version_id)

    def _deliver_again(self, place: int, _declared: Sequence[Line]) -> None:
        if self.delivered:
            converge_version(version_id=self.delivered[place % len(self.delivered)], by=BY)

    def _happens(self, version: ReportVersion) -> None:
        self.waiting.append(version.pk)

    def finish(self) -> None:
        while self.waiting:
            self._deliver(0, ())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_cells_equal_a_recount_after_any_history(city: World, history: list[tuple[str, int, list[Line]]]) -> None:
    with transaction.atomic():
        play = Play(city)
        for name, place, declared in history:
            play.step(name, place, declared)
        play.finish()
        assert not list(discrepancies([2017]))
        empty = InventoryCell.objects.filter(line_count=0)
        assert set(empty.values_list("mass_t", "co2e_t")) <= {(0, 0)}
        transaction.set_rollback(True)
