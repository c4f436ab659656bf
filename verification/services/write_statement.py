"""Write the statement once: its canonical text, its signature, its figures, and the adjustments that follow.

The text says who, what, period, criteria, scope, assurance level, materiality, opinion, verified tonnes
per gas and scope, site visit, team, signatory, date and the hash of the digits.
"""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson

from mrv.core.models import Organization, Person
from mrv.core.services.signing import sign, signing_key
from reporting.models import ReportVersion
from verification.models import (
    SecondReview,
    StatementDraft,
    StatementFigure,
    VerificationEngagement,
    VerificationStatement,
    VerifiedAdjustment,
)
from verification.selectors.conclusion import Standing, imposed_of, verified_figures
from verification.selectors.figures import GASES, ScopeFigures, total_of
from verification.states import FindingType

KIND = "mrv-verification-statement"


@dataclass(frozen=True)
class Signing:
    """Draft, second review, signatory and moment of a signature."""

    draft: StatementDraft
    review: SecondReview
    signer: Person
    at: datetime


def write_statement(
    *, version: ReportVersion, engagement: VerificationEngagement, signing: Signing, standing: Standing
) -> VerificationStatement:
    """Fix, sign and store the statement with its figures and adjustments; call inside the transaction of the move."""
    public_id = uuid.uuid4()
    figures = verified_figures(standing.figures, imposed_of(signing.draft))
    content = _content(version, engagement, signing, standing)
    content |= {"statement": str(public_id), "verified": [_plain(row) for row in figures]}
    content |= {"verified_tco2e": decimal_text(total_of(figures))}
    payload = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    statement = VerificationStatement.objects.create(
        public_id=public_id,
        engagement=engagement,
        version=version,
        **_columns(version, signing, standing),
        assurance_level=engagement.assurance_level,
        verified_tco2e=total_of(figures),
        site_visit_date=_last_visit(engagement),
        payload=payload.decode(),
        content_hash=hashlib.sha256(payload).hexdigest(),
        key_id=signing_key().thumbprint(),
        signature=sign(payload, kind=KIND),
    )
    StatementFigure.objects.bulk_create(StatementFigure(statement=statement, **asdict(row)) for row in figures)
    _adjust(statement, standing.figures, figures)
    return statement


def decimal_text(value: Decimal) -> str:
    """A number of record as plain text: no exponent, no trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(row: ScopeFigures) -> dict[str, Any]:
    return {"scope": row.scope, **{gas: decimal_text(getattr(row, gas)) for gas in GASES}}


def _period(version: ReportVersion) -> tuple[date, date]:
    year = version.report.compliance_year
    return date(year, 1, 1), date(year, 12, 31)


def _last_visit(engagement: VerificationEngagement) -> date | None:
    return engagement.visits.order_by("-visit_date").values_list("visit_date", flat=True).first()


def _columns(version: ReportVersion, signing: Signing, standing: Standing) -> dict[str, Any]:
    start, end = _period(version)
    draft, assessed = signing.draft, standing.materiality
    return {
        "opinion": draft.opinion,
        "period_from": start,
        "period_to": end,
        "criteria": draft.criteria,
        "scope_text": draft.scope_text,
        "justification": draft.justification,
        "threshold_percent": assessed.threshold_percent,
        "misstatement_percent": assessed.percent,
        "misstatement_tco2e": assessed.aggregate_tco2e,
        "reported_tco2e": standing.total_tco2e,
        "result_hash": version.result_hash,
        "signed_at": signing.at,
        "signed_by": signing.signer,
        "signed_by_label": signing.signer.name_of_record,
    }


def _content(
    version: ReportVersion, engagement: VerificationEngagement, signing: Signing, standing: Standing
) -> dict[str, Any]:
    facility, draft = version.report.facility, signing.draft
    start, end = _period(version)
    visit = _last_visit(engagement)
    return {
        "kind": KIND,
        "body": _party(engagement.body),
        "enterprise": _party(facility.enterprise),
        "facility": {"code": facility.code, "name_zh": facility.name_zh, "name_en": facility.name_en},
        "report": str(version.report.public_id),
        "version": {"id": str(version.public_id), "number": version.number, "content_hash": version.content_hash},
        "period": {"from": start.isoformat(), "to": end.isoformat()},
        "criteria": draft.criteria,
        "scope": draft.scope_text,
        "assurance_level": engagement.assurance_level,
        "materiality": _materiality(standing),
        "opinion": draft.opinion,
        "justification": draft.justification,
        "gwp_set": version.gwp_set_code,
        "reported_tco2e": decimal_text(standing.total_tco2e),
        "site_visit": visit.isoformat() if visit else None,
        "team": _team(engagement),
        "independent_reviewer": signing.review.reviewed_by.name_of_record,
        "signatory": signing.signer.name_of_record,
        "signed_at": signing.at.isoformat(),
        "result_hash": version.result_hash,
        "findings": _findings(engagement),
        "is_synthetic": facility.is_synthetic,
    }


def _party(organization: Organization) -> dict[str, Any]:
    return {
        "code": organization.code,
        "uscc": organization.uscc,
        "name_zh": organization.name_zh,
        "name_en": organization.name_en,
    }


def _materiality(standing: Standing) -> dict[str, Any]:
    assessed = standing.materiality
    return {
        "threshold_percent": decimal_text(assessed.threshold_percent),
        "uncorrected_tco2e": decimal_text(assessed.aggregate_tco2e),
        "uncorrected_percent": None if assessed.percent is None else decimal_text(assessed.percent),
        "is_material": assessed.is_material,
    }


def _team(engagement: VerificationEngagement) -> list[dict[str, str]]:
    members = engagement.members.filter(left_at__isnull=True).select_related("person")
    return [{"role": member.role, "name": member.person.name_of_record} for member in members]


def _findings(engagement: VerificationEngagement) -> list[dict[str, Any]]:
    sent = engagement.findings.exclude(state__in=["raised", "dropped"])
    return [
        {
            "number": finding.number,
            "type": finding.type,
            "state": finding.state,
            "judgement": finding.judgement,
            "effect_tco2e": decimal_text(finding.effect_tco2e or Decimal(0))
            if finding.type == FindingType.MISSTATEMENT.value
            else None,
        }
        for finding in sent
    ]


def _adjust(statement: VerificationStatement, computed: Iterable[ScopeFigures], verified: list[ScopeFigures]) -> None:
    before = {row.scope: row for row in computed}
    VerifiedAdjustment.objects.bulk_create(
        VerifiedAdjustment(
            statement=statement,
            version=statement.version,
            scope=row.scope,
            co2_t=row.co2_t - before.get(row.scope, ScopeFigures(row.scope)).co2_t,
            co2e_t=row.co2e_t - before.get(row.scope, ScopeFigures(row.scope)).co2e_t,
            gwp_set_code=statement.version.gwp_set_code,
            justification=statement.justification,
        )
        for row in verified
        if row != before.get(row.scope)
    )
