"""Shipped facts reach the database once, released by a second account, and may be loaded again."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mrv.core.models import AuditEvent, District, EmissionFactor, FactorSet, Fuel, GwpSet, GwpValue, Sector
from mrv.core.services.reference.load_factor_set import load_factor_set
from mrv.core.services.reference.system_principal import LOADER, RELEASE_CHECK, system_principal
from mrv.reference import load_factor_set as read_factor_set
from mrv.reference import load_factor_sets

pytestmark = pytest.mark.django_db


def run() -> str:
    out = StringIO()
    call_command("load_reference", stdout=out)
    return out.getvalue()


def test_everything_shipped_is_loaded_and_released() -> None:
    run()
    facts = load_factor_sets()
    assert FactorSet.objects.released().count() == len(facts)
    assert EmissionFactor.objects.count() == sum(len(fact.factors) for fact in facts)
    assert District.objects.filter(level="district", valid_to=None).count() == 16
    assert District.objects.get(code="310108").successor == District.objects.get(code="310106")
    assert Sector.objects.filter(system="inventory").count() == 47
    assert Sector.objects.get(system="gpc", code="I.3.1").parent == Sector.objects.get(system="gpc", code="I.3")
    assert Fuel.objects.filter(code="natural_gas", unit="10^4Nm3").exists()
    assert GwpValue.objects.get(gwp_set__code="AR6", gas="CH4").value == Decimal("29.8")


def test_sets_are_proposed_and_released_by_two_accounts_that_cannot_sign_in() -> None:
    run()
    for factor_set in FactorSet.objects.select_related("proposed_by", "released_by"):
        assert factor_set.proposed_by is not None
        assert factor_set.released_by is not None
        assert (factor_set.proposed_by.username, factor_set.released_by.username) == (LOADER, RELEASE_CHECK)
        assert not factor_set.proposed_by.is_active
        assert not factor_set.proposed_by.has_usable_password()


def test_second_run_changes_nothing() -> None:
    run()
    counts = [model.objects.count() for model in (FactorSet, EmissionFactor, Sector, AuditEvent, GwpSet)]
    with CaptureQueriesContext(connection) as queries:
        output = run()
    assert counts == [model.objects.count() for model in (FactorSet, EmissionFactor, Sector, AuditEvent, GwpSet)]
    assert "NDRC-2015 unchanged" in output
    assert len(queries) < 200


def test_changed_values_become_a_new_version_and_the_old_one_stays() -> None:
    from dataclasses import replace

    fact = read_factor_set("SH-ETS")
    actors = {"proposer": system_principal(LOADER), "releaser": system_principal(RELEASE_CHECK)}
    assert load_factor_set(fact, at=timezone.now(), **actors)
    changed = replace(
        fact, factors=(replace(fact.factors[0], value=Decimal("7.9"), value_text="7.9"), *fact.factors[1:])
    )
    assert load_factor_set(changed, at=timezone.now(), **actors)
    old, new = FactorSet.objects.filter(code="SH-ETS").order_by("version")
    assert (old.state, new.state, new.supersedes) == ("superseded", "released", old)
    assert old.factors.filter(value_text="7.88").exists()


def test_a_gwp_set_that_differs_is_refused() -> None:
    run()
    GwpValue.objects.filter(gwp_set__code="AR5", gas="CH4").update(value=30)
    with pytest.raises(CommandError, match="GWP set AR5 in the database differs from the shipped one for CH4"):
        run()


def test_dates_of_the_shanghai_electricity_default_meet_without_overlap() -> None:
    run()
    old, new = EmissionFactor.objects.filter(factor_set__code="SH-ETS", fuel="electricity").order_by("valid")
    assert (old.value_text, new.value_text) == ("7.88", "4.2")
    assert old.valid.upper == new.valid.lower
