"""Set which certificates may serve the consumption of a year on: a new version; allocations keep the one they pin."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from reporting.intake.texts import offending
from reporting.models import CertificateRule
from reporting.models.certificate import BOUNDARIES


@transaction.atomic
def set_certificate_rule(
    *,
    first_year: int,
    boundary: str,
    source: str,
    by: Actor,
    at: datetime | None = None,
    months_before: int = 0,
    months_after: int = 0,
    note: str = "",
) -> CertificateRule:
    """The rule from ``first_year`` on. ValidationError by field."""
    if not by.is_system:
        by.require("certificate_rule:manage")
    errors: dict[str, str] = {}
    if boundary not in BOUNDARIES:
        errors["boundary"] = _("Choose one of: %(known)s.") % {"known": ", ".join(BOUNDARIES)}
    if not source.strip():
        errors["source"] = _("Name the document that sets the rule.")
    if not (1990 <= first_year <= 2100 and 0 <= months_before <= 60 and 0 <= months_after <= 60):
        errors["first_year"] = _("Years are 1990 to 2100, months 0 to 60.")
    for name, text in (("source", source), ("note", note)):
        if offending(text):
            errors[name] = _("Use letters, digits and plain signs.")
    if errors:
        raise ValidationError(errors)
    values = {
        "boundary": boundary, "source": source.strip(), "months_before": months_before, "months_after": months_after,
        "note": note.strip(),
    }  # fmt: skip
    moment = at or timezone.now()
    newest = CertificateRule.objects.filter(first_year=first_year).aggregate(Max("version"))["version__max"] or 0
    rule = CertificateRule.objects.create(
        first_year=first_year, version=newest + 1, set_at=moment, set_by_id=by.person_id, **values
    )
    payload = {"first_year": first_year, "version": rule.version, **values}
    record("reporting:certificate_rule:set", about=rule, by=by, at=moment, payload=payload)
    return rule
