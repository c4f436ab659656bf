"""What each kind of record and each of its moves is called, for sentences that refuse a move."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext, pgettext_lazy

Words = str | Promise

NOUNS: Mapping[str, Words] = {
    "report_version": pgettext_lazy("noun", "report"),
    "monitoring_plan": pgettext_lazy("noun", "monitoring plan"),
    "engagement": pgettext_lazy("noun", "verification engagement"),
    "finding": pgettext_lazy("noun", "finding"),
    "factor_set": pgettext_lazy("noun", "factor set"),
}

MOVES: Mapping[str, Words] = {
    "submit": pgettext_lazy("move", "submit"),
    "complete_calculation": pgettext_lazy("move", "complete the calculation"),
    "fail_checks": pgettext_lazy("move", "fail the checks"),
    "recall": pgettext_lazy("move", "recall"),
    "assign": pgettext_lazy("move", "assign a verification body"),
    "resume_review": pgettext_lazy("move", "resume the review"),
    "start_review": pgettext_lazy("move", "start the document review"),
    "start_site_visit": pgettext_lazy("move", "start the site visit"),
    "issue_findings": pgettext_lazy("move", "send the findings"),
    "respond": pgettext_lazy("move", "send the answers"),
    "review_again": pgettext_lazy("move", "review again"),
    "return_for_correction": pgettext_lazy("move", "return for correction"),
    "conclude": pgettext_lazy("move", "conclude the verification"),
    "send_back": pgettext_lazy("move", "send back to the verifier"),
    "decide": pgettext_lazy("move", "decide"),
    "release": pgettext_lazy("move", "release"),
    "withdraw": pgettext_lazy("move", "withdraw"),
    "supersede": pgettext_lazy("move", "supersede"),
    "approve": pgettext_lazy("move", "approve"),
    "return_plan": pgettext_lazy("move", "return the plan"),
    "propose": pgettext_lazy("move", "propose"),
    "reject": pgettext_lazy("move", "reject"),
    "close": pgettext_lazy("move", "close"),
    "replace": pgettext_lazy("move", "give to another body"),
    "issue": pgettext_lazy("move", "send the finding"),
    "answer": pgettext_lazy("move", "answer"),
    "leave_unresolved": pgettext_lazy("move", "leave unresolved"),
    "drop": pgettext_lazy("move", "drop"),
}


def _joined(words: tuple[Words, ...]) -> str:
    return gettext(", ").join(str(word) for word in words) or "-"


_lazily_joined = lazy(_joined, str)


def listed(words: Iterable[Words]) -> str:
    """Some words as a list of the reader's language."""
    return _lazily_joined(tuple(words))
