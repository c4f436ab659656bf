"""Small marks of the verification pages: risk, words for codes."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from verification import wording
from verification.independence import Conflict

register = template.Library()

HIGH, MEDIUM = 60, 35
KINDS = {
    "opinion": wording.OPINIONS,
    "finding_type": wording.FINDING_TYPES,
    "judgement": wording.JUDGEMENTS,
    "sample_reason": wording.SAMPLE_REASONS,
    "sample_outcome": wording.SAMPLE_OUTCOMES,
    "assurance": wording.ASSURANCE,
    "team_role": wording.TEAM_ROLES,
    "rule": wording.RULE_NAMES,
}


@register.filter
def words(code: str, kind: str) -> str:
    """The words of a code: ``{{ finding.type|words:"finding_type" }}``."""
    return str(KINDS[kind].get(code, code))


@register.filter
def trimmed(value: Decimal | None) -> Decimal | None:
    """A number without trailing zeros: what was entered, not how many places the column has."""
    if value is None:
        return None
    return Decimal(format(value.normalize(), "f"))


@register.filter
def sentence(conflict: Conflict) -> str:
    """Why somebody is not independent: ``{{ conflict|sentence }}``."""
    return wording.conflict_text(conflict)


@register.inclusion_tag("verification/parts/risk.html")
def risk(score: int) -> dict[str, object]:
    """A risk score as a mark with its grade in words."""
    if score >= HIGH:
        return {"score": score, "grade": _("high"), "tone": "bad", "icon_name": "alert"}
    if score >= MEDIUM:
        return {"score": score, "grade": _("medium"), "tone": "wait", "icon_name": "clock"}
    return {"score": score, "grade": _("low"), "tone": "quiet", "icon_name": "dot"}
