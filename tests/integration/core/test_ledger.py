"""The ledger is append-only, and a changed byte is found."""

import json
from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from mrv.core.actor import system_actor
from mrv.core.models import AuditEvent, AuditSeal
from mrv.core.services.ledger import merkle_root, seal_ledger, verify_ledger
from mrv.core.services.ledger_head import export_head, faults_against
from mrv.core.services.record import digest_of, record
from mrv.core.services.signing import SignatureInvalid
from mrv.roles import OrganizationKind
from tests.factories import organization

pytestmark = pytest.mark.django_db


def write_events(count: int) -> None:
    enterprise = organization(OrganizationKind.ENTERPRISE, "ENT-L")
    for number in range(count):
        record("core:test:written", about=enterprise, by=system_actor("test"), payload={"number": number, "t": "1.50"})


def tamper(sql: str) -> None:
    """Change rows as a superuser would who switched the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE; SET LOCAL session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT; SET ROLE app_rt")


def test_an_untouched_ledger_verifies() -> None:
    write_events(5)
    seal_ledger()
    write = verify_ledger()
    assert (write.events, write.sealed, write.faults) == (5, 5, ())


def test_sealing_twice_covers_only_what_is_new() -> None:
    write_events(3)
    first = seal_ledger()
    assert first is not None
    assert seal_ledger() is None
    record("core:test:written", about=first, by=system_actor("test"))
    second = seal_ledger()
    assert second is not None
    assert (second.event_count, second.previous_digest) == (1, first.digest)
    assert verify_ledger().faults == ()


@pytest.mark.parametrize(
    "sql",
    ["DELETE FROM core_auditevent", "UPDATE core_auditevent SET reason = 'x'", "TRUNCATE core_auditseal"],
)
@pytest.mark.usefixtures("as_owner")
def test_events_can_be_neither_changed_nor_removed_even_by_the_owner(sql: str) -> None:
    write_events(1)
    with pytest.raises(ProgrammingError, match="pgtrigger"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_f24_a_changed_event_is_found() -> None:
    write_events(4)
    seal_ledger()
    victim = AuditEvent.objects.order_by("pk")[2]
    tamper(f'UPDATE core_auditevent SET payload = \'{{"number": 2, "t": "1.51"}}\' WHERE id = {victim.pk}')
    assert verify_ledger().faults == (f"Event {victim.pk} was changed after it was written.",)


def test_f24_a_removed_event_is_found() -> None:
    write_events(4)
    seal = seal_ledger()
    assert seal is not None
    tamper(f"DELETE FROM core_auditevent WHERE id = {seal.first_event + 1}")
    assert "covers 4 events, 3 are there" in verify_ledger().faults[0]


def test_f24_a_rewritten_seal_breaks_the_chain() -> None:
    write_events(2)
    seal_ledger()
    write = AuditSeal.objects.get()
    tamper(f"UPDATE core_auditseal SET merkle_root = '{'0' * 64}' WHERE id = {write.pk}")
    assert any("does not continue the chain" in fault for fault in verify_ledger().faults)


def test_the_merkle_root_depends_on_every_leaf_and_its_place() -> None:
    leaves = ["aa" * 32, "bb" * 32, "cc" * 32]
    assert merkle_root(leaves) != merkle_root(leaves[::-1])
    assert merkle_root(leaves[:1]) != leaves[0]


def test_times_are_verified_to_the_microsecond_and_without_one() -> None:
    at = datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC)
    about, by = organization(OrganizationKind.ENTERPRISE, "ENT-L"), system_actor("test")
    for moment in (at, at.replace(microsecond=120), at.replace(microsecond=500_000)):
        record("core:test:written", about=about, by=by, at=moment)
    assert verify_ledger().faults == ()
    victim = AuditEvent.objects.order_by("pk")[1]
    tamper(f"UPDATE core_auditevent SET occurred_at = occurred_at + interval '1 microsecond' WHERE id = {victim.pk}")
    assert verify_ledger().faults == (f"Event {victim.pk} was changed after it was written.",)


def test_payload_that_nobody_could_have_recorded_is_a_fault_not_a_breakdown() -> None:
    write_events(1)
    tamper("UPDATE core_auditevent SET payload = '{\"number\": 1e400}'")
    assert len(verify_ledger().faults) == 1


@pytest.mark.usefixtures("in_english")
def test_f24_a_chain_computed_anew_is_found_by_the_head_signed_before() -> None:
    write_events(3)
    signed = export_head()
    assert signed is not None
    assert faults_against(signed) == []
    victim = AuditEvent.objects.order_by("pk")[1]
    victim.payload = {"number": 1, "t": "9.99"}
    tamper(
        f"DELETE FROM core_auditseal; UPDATE core_auditevent SET digest = '{digest_of(victim)}', "
        f"payload = '{json.dumps(victim.payload)}' WHERE id = {victim.pk}"
    )
    seal_ledger()
    assert verify_ledger().faults == ()
    (fault,) = faults_against(signed)
    assert "rewritten" in fault


@pytest.mark.usefixtures("in_english")
def test_f24_a_head_goes_on_being_confirmed_while_the_ledger_grows() -> None:
    write_events(2)
    signed = export_head()
    assert signed is not None
    record("core:test:written", about=AuditSeal.objects.get(), by=system_actor("test"))
    seal_ledger()
    assert faults_against(signed) == []
    with pytest.raises(SignatureInvalid):
        faults_against(signed[:-2] + ("A" if signed[-2] != "A" else "B") + signed[-1])
