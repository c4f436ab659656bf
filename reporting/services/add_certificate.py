"""Enter a certificate or green-power contract of an enterprise, with the file that proves it.

Its numbers are held once over all enterprises: the database refuses an overlap, whoever comes second.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import Organization
from mrv.core.services.record import record
from mrv.reference.geographies import load_geographies
from reporting.intake.certificate_numbers import Serials, read_numbers
from reporting.intake.texts import offending
from reporting.models import EnergyCertificate
from reporting.services.attach_evidence import LONGEST_NAME, check_file, digest_of


@dataclass(frozen=True)
class CertificateText:
    """A certificate as it is written down."""

    instrument: str
    number: str
    issuer: str
    volume_mwh: Decimal
    first_date: date
    last_date: date
    geography: str
    generation: str
    last_number: str = ""
    emission_factor: Decimal = Decimal(0)


@transaction.atomic
def add_certificate(
    *, enterprise: Organization, text: CertificateText, file: "File[bytes]", by: Actor, at: datetime | None = None
) -> EnergyCertificate:
    """Store it. ValidationError by field says what is wrong and what to do."""
    by.require("report:edit")
    if enterprise.pk not in by.enterprise_ids:
        raise PermissionDenied(
            _("%(who)s does not act for the enterprise %(code)s.") % {"who": by.name, "code": enterprise.code}
        )
    name = PurePosixPath((file.name or "").replace("\\", "/")).name[-LONGEST_NAME:]
    check_file(file, name)
    serials = _serials(text)
    if errors := dict(_errors(text)):
        raise ValidationError(errors)
    made = EnergyCertificate(
        enterprise=enterprise,
        series=serials.series,
        serials=NumericRange(serials.first, serials.last + 1),
        file=file,
        original_name=name,
        sha256=digest_of(file),
        size_bytes=file.size or 0,
        added_by_id=by.person_id,
        **vars(text),
    )
    _save(made)
    record(
        "reporting:certificate:add", about=made, by=by, at=at or timezone.now(), organization_id=enterprise.pk,
        payload={"number": str(made), "volume_mwh": f"{text.volume_mwh:f}", "sha256": made.sha256},
    )  # fmt: skip
    return made


def _save(made: EnergyCertificate) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        if "certificate_number_once" not in str(error):
            raise
        own = EnergyCertificate.objects.filter(
            enterprise_id=made.enterprise_id, series=made.series, serials__overlap=made.serials
        ).first()
        raise ValidationError({"number": _taken(own)}, code="certificate_taken") from error


def _taken(own: EnergyCertificate | None) -> str:
    if own is not None:
        return _("You hold %(number)s already. Allocate that one instead of entering it again.") % {"number": own}
    return _(
        "A certificate of this number range is held by another enterprise. One certificate is used once: check the "
        "number, then clear it up with the issuer."
    )


def _serials(text: CertificateText) -> Serials:
    try:
        return read_numbers(text.number, text.last_number)
    except ValueError as error:
        message = _(
            "Write the number as printed, 4 to 80 letters and digits; the last number of a batch continues the first."
        )
        raise ValidationError({"last_number" if text.last_number else "number": message}) from error


def _errors(text: CertificateText) -> Iterator[tuple[str, str]]:
    for name in ("number", "last_number", "issuer"):
        if offending(getattr(text, name)):
            yield name, _("Write plain text without control characters.")
    if text.last_date < text.first_date:
        yield "last_date", _("The last day of generation lies before the first. Correct one of them.")
    if text.volume_mwh <= 0:
        yield "volume_mwh", _("Write the electricity in MWh, more than 0.")
    if not 0 <= text.emission_factor <= 2:
        yield "emission_factor", _("Write the factor in tCO₂/MWh, from 0 to 2; 0 for renewable electricity.")
    if text.geography not in load_geographies():
        yield "geography", _("This region is not in the list. Choose the province or grid region of the generator.")
