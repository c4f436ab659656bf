"""Evidence may go while nothing was submitted with it; afterwards the database keeps it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.utils import DatabaseError
from django.utils import timezone

from reporting.models import Evidence
from reporting.services.attach_evidence import attach_evidence
from reporting.services.submit_version import submit_version
from tests.factories import World
from tests.reporting_cast import filled


def evidence(version) -> Evidence:
    return Evidence.objects.create(
        report=version.report, reference="E-1", file="evidence/x", original_name="x.pdf", sha256="0" * 64, size_bytes=1
    )


def test_evidence_of_a_draft_can_be_removed(cast: World) -> None:
    evidence(filled(cast)).delete()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("reference", ["E-1\r\nSet-Cookie: a=b", "E-1\nE-2", "E\u202e1", "E\x001"])
def test_reference_of_evidence_is_one_plain_line(cast: World, reference: str) -> None:
    file = SimpleUploadedFile("invoice.pdf", b"%PDF-1.4")
    with pytest.raises(ValidationError) as refusal:
        attach_evidence(report=filled(cast).report, file=file, reference=reference, by=cast.actor("reporter"))
    assert list(refusal.value.message_dict) == ["reference"]
    assert not Evidence.objects.exists()


def test_a21_evidence_of_a_submitted_report_is_kept(cast: World) -> None:
    version = filled(cast)
    held = evidence(version)
    submit_version(version=version, by=cast.actor("responsible_person"), at=timezone.now() + timedelta(seconds=1))
    with pytest.raises(DatabaseError, match="evidence of a submitted report is kept"):
        held.delete()


def test_a21_evidence_is_never_changed(cast: World) -> None:
    held = evidence(filled(cast))
    with pytest.raises(DatabaseError, match="pgtrigger"), connection.cursor() as cursor:
        cursor.execute("UPDATE reporting_evidence SET sha256 = 'x' WHERE id = %s", [held.pk])
