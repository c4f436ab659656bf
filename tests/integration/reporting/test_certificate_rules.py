"""Rules of certificates are data with a door; allocations at once never exceed a certificate; verifiers see them."""

import threading
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from mrv.core.models import AuditEvent
from reporting.models import CertificateAllocation, CertificateRule, EnergyCertificate
from reporting.selectors.certificates import left_of
from reporting.services.open_report import open_report
from reporting.services.submit_version import submit_version
from tests.certificate_cast import allocated, certificate
from tests.factories import World, world
from tests.reporting_cast import filled, opened, prepare
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def test_rule_is_set_shown_and_recorded(cast: World, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("certificate_rule")
    assert "No rule is set" in capsys.readouterr().out
    call_command("certificate_rule", "--from", "2020", "--boundary", "province", "--source", "Notice 7")
    assert "from 2020 (version 1): province" in capsys.readouterr().out
    assert CertificateRule.objects.get().source == "Notice 7"
    assert AuditEvent.objects.filter(action="reporting:certificate_rule:set").count() == 1
    with pytest.raises(ValidationError, match="outside the market"):
        allocated(cast, opened(cast, 2020), certificate(cast))


@pytest.mark.parametrize("options", [["--from", "2020"], ["--from", "1800", "--source", "x"]])
def test_rule_without_source_or_year_is_refused(cast: World, options: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("certificate_rule", *options)


def test_verifier_sees_certificates_with_their_file_in_the_report(cast: World) -> None:
    version = filled(cast)
    held = certificate(cast)
    allocated(cast, version, held, "400")
    submit_version(version=version, by=cast.actor("responsible_person"))
    run_jobs()
    verifier = signed_in(cast.people["verifier"])
    file = reverse("reporting:certificate_file", args=[held.public_id])
    assert verifier.get(file).status_code == 404
    version.report.verification_body_id = cast.body.pk
    version.report.save(update_fields=["verification_body"])
    assert verifier.get(file).getvalue() == b"certificate"
    page = verifier.get(reverse("reporting:allocations", args=[version.report.public_id])).content.decode()
    assert "GEC-2020-000001" in page
    assert "CANCEL-1" in page


@pytest.mark.django_db(transaction=True)
def test_allocations_at_once_never_exceed_the_certificate() -> None:
    cast = world()
    prepare(cast)
    held = certificate(cast)
    drafts = [opened(cast, 2020)]
    drafts.append(
        open_report(facility=cast.facility, compliance_year=2020, by=cast.actor("reporter"), kind="training")
    )
    start = threading.Barrier(2)
    refusals: list[ValidationError] = []

    def allocate(version: Any) -> None:
        try:
            start.wait(10)
            allocated(cast, version, EnergyCertificate.objects.get(pk=held.pk), "300")
        except ValidationError as error:
            refusals.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=allocate, args=(version,)) for version in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(refusals) == 1
    assert CertificateAllocation.objects.count() == 1
    assert left_of([held]) == {held.pk: Decimal(200)}
