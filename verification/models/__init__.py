"""Records of verification."""

from verification.models.adjustment import VerifiedAdjustment
from verification.models.decision import Appeal, Decision
from verification.models.engagement import EngagementMember, VerificationEngagement
from verification.models.finding import Finding
from verification.models.risk import RiskAssessment, RiskCause
from verification.models.rule import IndependenceRule, MaterialityThreshold, ReviewPeriod, WorkdayException
from verification.models.sample import ReviewSample
from verification.models.statement import (
    ImposedFigure,
    SecondReview,
    StatementDraft,
    StatementFigure,
    VerificationStatement,
)
from verification.models.tie import BusinessTie, EmploymentRecord
from verification.models.visit import SiteVisit

__all__ = [
    "Appeal",
    "BusinessTie",
    "Decision",
    "EmploymentRecord",
    "EngagementMember",
    "Finding",
    "ImposedFigure",
    "IndependenceRule",
    "MaterialityThreshold",
    "ReviewPeriod",
    "ReviewSample",
    "RiskAssessment",
    "RiskCause",
    "SecondReview",
    "SiteVisit",
    "StatementDraft",
    "StatementFigure",
    "VerificationEngagement",
    "VerificationStatement",
    "VerifiedAdjustment",
    "WorkdayException",
]
