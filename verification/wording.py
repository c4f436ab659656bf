"""Words for codes: why somebody is not independent, why an opinion is closed, why a report ranks where it does."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from verification import independence as rules
from verification.independence import Conflict

Text = str | Promise

CONFLICTS: dict[str, Text] = {
    rules.SAME_GROUP: gettext_lazy(
        "The body and the enterprise belong to the same group of companies. Choose a body of another owner."
    ),
    rules.SHARED_STAFF: gettext_lazy("%(who)s works for the enterprise. Nobody may stand on both sides."),
    rules.RECENT_EMPLOYMENT: gettext_lazy(
        "%(who)s worked for the enterprise within the last %(years)s years. Choose somebody else."
    ),
    rules.CONSULTING: gettext_lazy(
        "One of the two consulted for the other, and the waiting time is not over. Choose another body."
    ),
    rules.TRADING: gettext_lazy(
        "The two trade with each other, or did until recently. Choose a body without business interests."
    ),
    rules.ROTATION: gettext_lazy(
        "The body verified this enterprise %(years)s years in a row; %(allowed)s are allowed. Choose another body."
    ),
    rules.SELF_REVIEW: gettext_lazy(
        "%(who)s prepared or submitted this report. Nobody reviews or decides on own work."
    ),
    rules.SAME_PERSON: gettext_lazy("%(who)s is on the team twice. Each member is one natural person."),
    rules.SECOND_PAIR_OF_EYES: gettext_lazy(
        "%(who)s would be verifier and independent reviewer at once. The reviewer must not have done the work."
    ),
    rules.DECIDER_INVOLVED: gettext_lazy(
        "%(who)s took part in the report or its verification. Another official has to decide."
    ),
    rules.TEAM_COMPLETE: gettext_lazy("The team needs exactly one %(role)s."),
}

TEAM_ROLES: dict[str, Text] = {
    "lead": gettext_lazy("lead verifier"),
    "verifier": gettext_lazy("verifier"),
    "independent_reviewer": gettext_lazy("independent reviewer"),
}

RULE_NAMES: dict[str, Text] = {
    rules.SAME_GROUP: gettext_lazy("Same group"),
    rules.SHARED_STAFF: gettext_lazy("Shared staff"),
    rules.RECENT_EMPLOYMENT: gettext_lazy("Recent employment"),
    rules.CONSULTING: gettext_lazy("Consulting"),
    rules.TRADING: gettext_lazy("Trading"),
    rules.ROTATION: gettext_lazy("Rotation"),
    rules.SELF_REVIEW: gettext_lazy("Own work"),
    rules.SAME_PERSON: gettext_lazy("Same person"),
    rules.SECOND_PAIR_OF_EYES: gettext_lazy("Second pair of eyes"),
    rules.DECIDER_INVOLVED: gettext_lazy("Took part before"),
    rules.TEAM_COMPLETE: gettext_lazy("Complete team"),
}

OPINIONS: dict[str, Text] = {
    "verified": pgettext_lazy("opinion", "Verified"),
    "verified_with_comments": pgettext_lazy("opinion", "Verified with comments"),
    "conservative_estimate": pgettext_lazy("opinion", "Conservative estimate"),
    "not_verified": pgettext_lazy("opinion", "Not verified"),
}

WHY_CLOSED: dict[str, Text] = {
    "material": gettext_lazy("Not open: what stays uncorrected is material."),
    "unresolved_findings": gettext_lazy("Not open: findings are still unresolved."),
    "nothing_unresolved": gettext_lazy("Not open: no finding is left unresolved."),
}

FINDING_TYPES: dict[str, Text] = {
    "misstatement": gettext_lazy("Misstatement"),
    "non_conformity": gettext_lazy("Non-conformity"),
    "non_compliance": gettext_lazy("Non-compliance"),
    "recommendation": gettext_lazy("Recommendation"),
}

JUDGEMENTS: dict[str, Text] = {
    "corrected": gettext_lazy("Corrected"),
    "accepted": gettext_lazy("Explanation accepted"),
    "insufficient": gettext_lazy("Not sufficient"),
}

SAMPLE_REASONS: dict[str, Text] = {
    "flagged": gettext_lazy("A check points at it"),
    "moved": gettext_lazy("Moved against last year"),
    "heavy": gettext_lazy("Carries many tonnes"),
    "drawn": gettext_lazy("Drawn by lot"),
    "own": gettext_lazy("Chosen by the verifier"),
}

SAMPLE_OUTCOMES: dict[str, Text] = {
    "agrees": gettext_lazy("Agrees with the evidence"),
    "differs": gettext_lazy("Differs from the evidence"),
}

ASSURANCE: dict[str, Text] = {
    "reasonable": gettext_lazy("Reasonable assurance"),
    "limited": gettext_lazy("Limited assurance"),
}

RISK_CAUSES: dict[str, Text] = {
    "checks": gettext_lazy("Warnings of the checks: %(fact)s"),
    "tonnes": gettext_lazy("Size of the report"),
    "change": gettext_lazy("%(fact)s %% against last year"),
    "first_report": gettext_lazy("No accepted report of last year"),
    "corrected_before": gettext_lazy("Earlier versions of this report: %(fact)s"),
}

STAGE_NAMES: dict[str, Text] = {
    "to_assign": gettext_lazy("To be assigned"),
    "to_review": gettext_lazy("Under review"),
    "at_enterprise": gettext_lazy("With the enterprise"),
    "to_decide": gettext_lazy("To be decided"),
    "done": gettext_lazy("Decided"),
}


def conflict_text(conflict: Conflict) -> str:
    """The sentence of a conflict, in the language of the reader."""
    facts = dict(conflict.facts)
    if "role" in facts:
        facts["role"] = str(TEAM_ROLES.get(facts["role"], facts["role"]))
    return str(CONFLICTS[conflict.rule]) % facts


def cause_text(code: str, fact: str) -> str:
    """The sentence of a cause of a risk score."""
    return str(RISK_CAUSES.get(code, code)) % {"fact": fact}


def default_criteria() -> str:
    """Criteria offered in a new statement."""
    return _("ISO 14064-3:2019; verification guideline of the programme; approved monitoring plan of the facility")
