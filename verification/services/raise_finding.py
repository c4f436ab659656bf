"""Raise a finding on a report under review. The enterprise sees it once it is sent."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from reporting.models import ReportVersion
from reporting.selectors.emissions import lines_in_force
from verification.guards import locked_for_review, open_engagement, require_member
from verification.models import Finding
from verification.states import FindingType


@dataclass(frozen=True)
class FindingText:
    """What a finding says; ``effect_tco2e`` (verified minus reported) belongs to misstatements only."""

    type: FindingType
    text: str
    section: str = ""
    stream_code: str = ""
    line_number: int | None = None
    clause: str = ""
    effect_tco2e: Decimal | None = None
    is_material: bool = False


def raise_finding(*, version: ReportVersion, finding: FindingText, by: Actor, at: datetime | None = None) -> Finding:
    """Store the finding under the next number of the engagement."""
    at = at or timezone.now()
    by.require("finding:raise")
    _check(finding)
    with transaction.atomic():
        row = locked_for_review(version)
        engagement = open_engagement(row)
        require_member(engagement, by)
        stream_code = finding.stream_code or _stream_of(row, finding.line_number)
        number = (engagement.findings.aggregate(last=Max("number"))["last"] or 0) + 1
        made = Finding.objects.create(
            engagement=engagement,
            version=row,
            number=number,
            type=finding.type.value,
            section=finding.section,
            stream_code=stream_code,
            line_number=finding.line_number,
            clause=finding.clause,
            text=finding.text.strip(),
            effect_tco2e=finding.effect_tco2e,
            is_material=finding.is_material,
            raised_at=at,
            raised_by_id=by.person_id,
        )
        record(
            "verification:finding:raise",
            about=made,
            by=by,
            at=at,
            organization_id=engagement.body_id,
            payload={"type": made.type, "effect_tco2e": str(made.effect_tco2e or ""), "line": made.line_number},
        )
    return made


def _check(finding: FindingText) -> None:
    if not finding.text.strip():
        raise ValidationError({"text": _("Write what is wrong and what you expect.")})
    if finding.type == FindingType.MISSTATEMENT and finding.effect_tco2e is None:
        raise ValidationError({"effect_tco2e": _("A misstatement needs its effect in tCO2e (0 if none).")})
    if finding.type != FindingType.MISSTATEMENT and finding.effect_tco2e is not None:
        raise ValidationError({"effect_tco2e": _("Only a misstatement has an effect in tCO2e. Leave it empty.")})
    if finding.effect_tco2e is not None and not abs(finding.effect_tco2e) <= 10**12:
        raise ValidationError({"effect_tco2e": _("The effect must lie between -10^12 and 10^12 tCO2e.")})


def _stream_of(version: ReportVersion, line_number: int | None) -> str:
    if line_number is None:
        return ""
    line = lines_in_force(version).filter(line_number=line_number).first()
    if line is None:
        raise ValidationError({"line_number": _("The report has no line %(n)d.") % {"n": line_number}})
    return line.stream_code
