"""A certificate is used once: its numbers, its volume, its period and its region are kept by the database."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, IntegrityError, transaction

from mrv.core.actor import system_actor
from reporting.models import CertificateAllocation, CertificateRule, EnergyCertificate, ReportVersion
from reporting.selectors.certificates import left_of
from reporting.services.add_certificate import CertificateText, add_certificate
from reporting.services.check_version import check_version
from reporting.services.drop_allocation import drop_allocation
from reporting.services.drop_certificate import drop_certificate
from reporting.services.move_version import move_version
from reporting.services.open_correction import draft_after
from reporting.services.open_report import open_report
from reporting.services.recall_version import recall_version
from reporting.services.submit_version import content_digest, submit_version
from tests.certificate_cast import TEXT, allocated, certificate, paper
from tests.factories import World
from tests.reporting_cast import filled, opened

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def test_certificate_number_is_held_by_one_enterprise_only(cast: World) -> None:
    certificate(cast)
    with pytest.raises(ValidationError, match="held by another enterprise"):
        certificate(cast, owner="second_enterprise", number="GEC 2020 000400", last_number="GEC 2020 000700")


def test_own_certificate_entered_twice_is_named(cast: World) -> None:
    certificate(cast)
    with pytest.raises(ValidationError, match="You hold GEC-2020-000001"):
        certificate(cast, number="gec/2020/000500", last_number="")


def test_database_refuses_the_same_number_whoever_writes_it(cast: World) -> None:
    held = certificate(cast)
    twin = EnergyCertificate(
        **{f.name: getattr(held, f.name) for f in held._meta.fields if f.name not in {"id", "public_id", "series_key"}}
    )
    twin.enterprise = cast.second_enterprise
    with pytest.raises(IntegrityError, match="certificate_number_once"), transaction.atomic():
        twin.save(force_insert=True)


def test_certificate_is_never_changed(cast: World) -> None:
    held = certificate(cast)
    with pytest.raises(Error, match="Cannot update"), transaction.atomic():
        EnergyCertificate.objects.filter(pk=held.pk).update(volume_mwh=9999)


def test_nobody_enters_certificates_for_another_enterprise(cast: World) -> None:
    with pytest.raises(PermissionDenied):
        add_certificate(
            enterprise=cast.second_enterprise, text=CertificateText(**TEXT), file=paper(), by=cast.actor("reporter")
        )


def test_volume_is_allocated_at_most_once_over_all_reports(cast: World) -> None:
    held = certificate(cast)
    allocated(cast, opened(cast, 2020), held, "400")
    training = open_report(facility=cast.facility, compliance_year=2020, by=cast.actor("reporter"), kind="training")
    with pytest.raises(ValidationError, match="Only 100 MWh"):
        allocated(cast, training, held, "100.000001")
    allocated(cast, training, held, "100")
    assert left_of([held]) == {held.pk: Decimal(0)}


def test_certificate_of_another_year_is_refused(cast: World) -> None:
    held = certificate(cast)
    with pytest.raises(ValidationError, match="cannot cover consumption of 2019"):
        allocated(cast, opened(cast, 2019), held)


def test_rule_of_the_programme_widens_the_period(cast: World) -> None:
    held = certificate(cast)
    CertificateRule.objects.create(first_year=2021, months_before=10, source="Test programme, section 3")
    allocated(cast, opened(cast, 2021), held)
    assert CertificateAllocation.objects.count() == 1


def test_rule_of_the_programme_narrows_the_region(cast: World) -> None:
    CertificateRule.objects.create(first_year=2020, boundary="province", source="Test programme, section 4")
    with pytest.raises(ValidationError, match="outside the market"):
        allocated(cast, opened(cast, 2020), certificate(cast))
    near = certificate(cast, number="SH-0000001", last_number="", geography="310000")
    allocated(cast, ReportVersion.objects.get(), near)


def test_certificate_from_abroad_is_refused(cast: World) -> None:
    with pytest.raises(ValidationError, match="outside the market"):
        allocated(cast, opened(cast, 2020), certificate(cast, geography="WORLD"))


def test_database_refuses_the_certificate_of_another_enterprise(cast: World) -> None:
    held, version = certificate(cast, owner="second_enterprise"), opened(cast, 2020)
    row = CertificateAllocation(
        version=version, certificate=held, stream_code="electricity", volume_mwh=1, retirement_reference="X",
        retired_date=date(2021, 1, 1),
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="certificate_owner"), transaction.atomic():
        row.save()


def test_only_purchased_electricity_is_covered(cast: World) -> None:
    with pytest.raises(ValidationError, match="stream of purchased electricity"):
        allocated(cast, opened(cast, 2020), certificate(cast), stream_code="diesel")


def test_allocation_is_frozen_with_its_version(cast: World) -> None:
    version = filled(cast)
    row = allocated(cast, version, certificate(cast))
    submit_version(version=version, by=cast.actor("responsible_person"))
    for act in (row.delete, lambda: CertificateAllocation.objects.update(volume_mwh=1)):
        with pytest.raises(Error, match="submitted report version"), transaction.atomic():
            act()


def test_content_digest_names_the_certificates(cast: World) -> None:
    version = filled(cast)
    bare = content_digest(version.pk)
    allocated(cast, version, certificate(cast))
    assert content_digest(version.pk) != bare


def test_corrected_version_carries_the_certificates_on_without_using_them_twice(cast: World) -> None:
    version, held = filled(cast), certificate(cast)
    allocated(cast, version, held, "500")
    submit_version(version=version, by=cast.actor("responsible_person"))
    recall_version(version=version, by=cast.actor("responsible_person"), reason="a month is wrong")
    draft = version.report.latest_version()
    assert draft.state == "draft"
    assert [row.volume_mwh for row in draft.allocations.all()] == [500]
    assert left_of([held]) == {held.pk: Decimal(0)}


def test_certificate_used_elsewhere_meanwhile_is_left_behind(cast: World) -> None:
    version, held = filled(cast), certificate(cast)
    allocated(cast, version, held, "500")
    submit_version(version=version, by=cast.actor("responsible_person"))
    failed = move_version("fail_checks", version=version, by=system_actor("test"))
    training = open_report(facility=cast.facility, compliance_year=2020, by=cast.actor("reporter"), kind="training")
    allocated(cast, training, held, "1")
    draft = draft_after(failed, by=system_actor("test"), reason="a month is wrong")
    assert not draft.allocations.exists()


def test_allocation_taken_out_of_a_draft_frees_the_volume(cast: World) -> None:
    version, held = opened(cast, 2020), certificate(cast)
    row = allocated(cast, version, held, "500")
    drop_allocation(allocation=row, by=cast.actor("reporter"))
    assert left_of([held]) == {held.pk: Decimal(500)}


def test_mistaken_certificate_can_go_until_it_is_used(cast: World) -> None:
    held = certificate(cast)
    row = allocated(cast, opened(cast, 2020), held)
    with pytest.raises(ValidationError, match="A report uses this certificate"):
        drop_certificate(certificate=held, by=cast.actor("reporter"))
    drop_allocation(allocation=row, by=cast.actor("reporter"))
    drop_certificate(certificate=held, by=cast.actor("reporter"))
    assert not EnergyCertificate.objects.exists()


def test_same_file_at_two_enterprises_is_seen(cast: World) -> None:
    certificate(cast, owner="second_enterprise", number="OTHER-00001", last_number="")
    version = filled(cast)
    allocated(cast, version, certificate(cast))
    found = {result.code: result for result in check_version(version=version)}
    shared = found["certificate_evidence_shared"]
    assert shared.severity == "warning"
    assert shared.parameters["count"] == "1"
    assert "完全相同" in shared.parameters["zh"]


def test_certificates_beyond_the_electricity_bought_block_the_report(cast: World) -> None:
    held = certificate(cast, volume_mwh=Decimal(20000))
    version = filled(cast)
    allocated(cast, version, held, "12007.800001")
    found = {result.code: result.parameters for result in check_version(version=version)}
    assert found["certificates_exceed"]["bought"].startswith("12007.8")
    assert "certificate_evidence_shared" not in found
