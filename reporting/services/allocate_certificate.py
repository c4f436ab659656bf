"""Cancel part of a certificate for the electricity of one stream of a draft (Scope 2 Guidance, table 7.1).

What a certificate may serve - owner, period, region, volume left - is judged by the database; here its refusals
become sentences.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from mrv.reference.geographies import load_geographies
from reporting.intake.texts import offending
from reporting.models import CertificateAllocation, CertificateRule, EnergyCertificate, ReportVersion
from reporting.selectors.certificates import ELECTRICITY, left_of
from reporting.services.access import require_own
from reporting.services.replace_activity import lock_draft, touch_draft

_REFUSAL = re.compile(r"\b(certificate_(?:owner|period|region|volume|rule)|allocation_once)\b")


@dataclass(frozen=True)
class AllocationText:
    """What is allocated to what, and the record of the cancellation."""

    stream_code: str
    volume_mwh: Decimal
    retirement_reference: str
    retired_date: date


@transaction.atomic
def allocate_certificate(
    *,
    version: ReportVersion,
    certificate: EnergyCertificate,
    text: AllocationText,
    by: Actor,
    at: datetime | None = None,
) -> CertificateAllocation:
    """The allocation. ValidationError by field; IllegalTransition unless the version is a draft."""
    require_own(by, "report:edit", version.report.facility)
    locked = lock_draft(version)
    _check(locked, certificate, text, by)
    rule = CertificateRule.objects.in_force(version.report.compliance_year)
    made = CertificateAllocation(
        version=locked,
        certificate=certificate,
        rule=rule if rule.is_set else None,
        allocated_by_id=by.person_id,
        **vars(text),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise _refusal(error, certificate, version) from error
    touch_draft(version)
    record(
        "reporting:certificate:allocate", about=version, by=by, at=at or timezone.now(),
        organization_id=version.report.facility.enterprise_id,
        payload={
            "number": str(certificate), "stream": text.stream_code, "volume_mwh": f"{text.volume_mwh:f}",
            "retirement": text.retirement_reference,
        },
    )  # fmt: skip
    return made


def _check(version: ReportVersion, certificate: EnergyCertificate, text: AllocationText, by: Actor) -> None:
    errors: dict[str, str] = {}
    if certificate.enterprise_id not in by.enterprise_ids:
        errors["certificate"] = _("Choose one of your own certificates.")
    if not version.plan.streams.filter(code=text.stream_code, method=ELECTRICITY).exists():
        errors["stream_code"] = _("Choose a stream of purchased electricity of the monitoring plan.")
    if text.volume_mwh <= 0:
        errors["volume_mwh"] = _("Write the electricity in MWh, more than 0.")
    if not text.retirement_reference.strip() or offending(text.retirement_reference):
        errors["retirement_reference"] = _("Write the number of the cancellation or settlement record.")
    if errors:
        raise ValidationError(errors)


def _refusal(error: IntegrityError, certificate: EnergyCertificate, version: ReportVersion) -> ValidationError:
    found = _REFUSAL.search(str(error))
    code = found.group(1) if found else ""
    left = left_of([certificate])[certificate.pk] if code == "certificate_volume" else Decimal(0)
    message = refusal_words(code, certificate, year=version.report.compliance_year, left=left)
    if not message:
        raise error
    field = "volume_mwh" if code == "certificate_volume" else "certificate"
    return ValidationError({field: ValidationError(message, code=code)})


def _region(code: str) -> str:
    found = load_geographies().get(code)
    if found is None:
        return code
    return found.name_zh if (get_language() or "").startswith("zh") else found.name_en


def refusal_words(code: str, certificate: EnergyCertificate, *, year: int, left: Decimal = Decimal(0)) -> str:
    """Why a certificate cannot serve, as a sentence; blank for a code that is no refusal."""
    if code == "certificate_volume" and left <= 0:
        return _("Nothing of it is left: all of its volume is allocated.")
    words = {
        "certificate_owner": _("Choose one of your own certificates."),
        "certificate_period": _(
            "Its electricity was generated from %(first)s to %(last)s; that cannot cover consumption of %(year)s."
        ),
        "certificate_region": _("It was generated in %(region)s, outside the market this facility buys in."),
        "certificate_volume": _(
            "Only %(left)s MWh of this certificate are left. Allocate less, or another certificate."
        ),
        "certificate_rule": _("The rule of certificates changed meanwhile. Load the page again."),
        "allocation_once": _(
            "This certificate is allocated to this stream already. Take that allocation out, then enter the new one."
        ),
    }
    return words.get(code, "") % {
        "first": certificate.first_date,
        "last": certificate.last_date,
        "year": year,
        "region": _region(certificate.geography),
        "left": f"{left.normalize():f}",
    }
