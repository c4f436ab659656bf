"""How records of verification look in JSON; decimals are strings, identifiers are public."""

from typing import Any

from mrv.core.models import Organization
from reporting.models import ReportVersion
from reporting.states import REPORT_VERSION
from verification.models import Decision, Finding, StatementDraft, VerificationEngagement, VerificationStatement
from verification.selectors.conclusion import standing_of
from verification.selectors.figures import GASES
from verification.selectors.queue import NO_DEADLINE


def party(organization: Organization) -> dict[str, Any]:
    """Code and names."""
    return {"code": organization.code, "name_zh": organization.name_zh, "name_en": organization.name_en}


def version_record(version: ReportVersion) -> dict[str, Any]:
    """The version a case is about."""
    report = version.report
    return {
        "id": version.public_id,
        "number": version.number,
        "report": report.public_id,
        "compliance_year": report.compliance_year,
        "facility": {
            "code": report.facility.code,
            "name_zh": report.facility.name_zh,
            "name_en": report.facility.name_en,
        },
        "enterprise": party(report.facility.enterprise),
        "state": version.state,
        "turn": REPORT_VERSION.state(version.state).turn,
        "result_hash": version.result_hash,
        "total_co2e_t": version.total_co2e_t,
    }


def queue_record(version: Any) -> dict[str, Any]:
    """One line of the queue."""
    risk = getattr(version, "risk", None)
    causes = [] if risk is None else [{"code": c.code, "points": c.points, "fact": c.fact} for c in risk.causes.all()]
    body = version.report.verification_body
    return {
        **version_record(version),
        "engagement": version.engagement_public_id,
        "body": party(body) if body else None,
        "due_date": None if version.queue_due == NO_DEADLINE else version.queue_due,
        "risk": {"score": version.queue_score, "causes": causes},
        "last_year_co2e_t": risk.last_year_tco2e if risk else None,
        "change_percent": risk.change_percent if risk else None,
        "version_before_co2e_t": version.version_before_t,
        "open_findings": version.open_findings,
    }


def finding_record(finding: Finding) -> dict[str, Any]:
    """One finding."""
    names = (
        "number", "state", "type", "section", "stream_code", "line_number", "clause", "text", "effect_tco2e",
        "is_material", "raised_at", "response", "responded_at", "judgement", "judgement_text", "judged_at", "closed_at",
    )  # fmt: skip
    return {"id": finding.public_id, **{name: getattr(finding, name) for name in names}}


def engagement_record(engagement: VerificationEngagement, version: ReportVersion) -> dict[str, Any]:
    """A case with its team, findings, materiality and the opinions it leaves open."""
    standing = standing_of(version, engagement)
    members = engagement.members.filter(left_at__isnull=True).select_related("person")
    draft = StatementDraft.objects.filter(version=version).first()
    return {
        "id": engagement.public_id,
        "state": engagement.state,
        "body": party(engagement.body),
        "assurance_level": engagement.assurance_level,
        "due_date": engagement.due_date,
        "answers_due_date": engagement.answers_due_date,
        "version": version_record(version),
        "team": [{"person": member.person.username, "role": member.role} for member in members],
        "findings": [finding_record(finding) for finding in engagement.findings.all()],
        "materiality": {
            "total_tco2e": standing.materiality.total_tco2e,
            "threshold_percent": standing.materiality.threshold_percent,
            "uncorrected_tco2e": standing.materiality.aggregate_tco2e,
            "uncorrected_percent": standing.materiality.percent,
            "is_material": standing.materiality.is_material,
        },
        "opinions": [
            {"opinion": choice.opinion, "is_open": choice.is_open, "reason": choice.reason}
            for choice in standing.opinions
        ],
        "statement_draft": draft_record(draft) if draft else None,
    }


def draft_record(draft: StatementDraft) -> dict[str, Any]:
    """The statement being prepared."""
    return {
        "revision": draft.revision,
        "opinion": draft.opinion,
        "criteria": draft.criteria,
        "scope_text": draft.scope_text,
        "justification": draft.justification,
        "result_hash": draft.result_hash,
        "imposed": list(draft.imposed.values("scope", "co2e_t")),
        "is_reviewed": draft.reviews.filter(revision=draft.revision, is_agreed=True).exists(),
    }


def statement_record(statement: VerificationStatement) -> dict[str, Any]:
    """A signed statement."""
    names = (
        "opinion", "period_from", "period_to", "criteria", "scope_text", "justification", "assurance_level",
        "threshold_percent", "misstatement_percent", "misstatement_tco2e", "reported_tco2e", "verified_tco2e",
        "site_visit_date", "result_hash", "content_hash", "key_id", "signature", "signed_at",
    )  # fmt: skip
    return {
        "id": statement.public_id,
        "engagement": statement.engagement.public_id,
        "version": statement.version.public_id,
        "signatory": statement.signed_by_label,
        **{name: getattr(statement, name) for name in names},
        "verified": list(statement.figures.values("scope", *GASES)),
    }


def decision_record(decision: Decision) -> dict[str, Any]:
    """A decision."""
    return {
        "id": decision.public_id,
        "version": decision.version.public_id,
        "statement": decision.statement.public_id,
        "outcome": decision.outcome,
        "reason": decision.reason,
        "result_hash": decision.result_hash,
        "decided_at": decision.decided_at,
    }
