"""The rules of certificates as a table: every version ever set, by whom, when, by which document and why."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mrv.portal.components import Cell, Column, Row, Table
from reporting.models import CertificateRule
from reporting.pages.certificates import reach_words


def rule_table(rules: Sequence[CertificateRule]) -> Table:
    """The newest first; a version that a newer one of the same year replaced says so."""
    newest = {rule.first_year: rule.version for rule in sorted(rules, key=lambda one: one.version)}
    columns = [
        Column(_("From compliance year")),
        Column(_("Version"), "number"),
        Column(_("State")),
        Column(_("Certificates that serve"), is_wide=True),
        Column(_("Document that sets the rule"), is_wide=True),
        Column(_("Set by"), is_wide=True),
    ]
    rows = [_row(rule, newest[rule.first_year]) for rule in reversed(rules)]
    return Table(
        _("Rules of certificates"),
        columns,
        rows,
        empty_title=_("No rule is set"),
        empty_text=_("A certificate serves when it was generated in the nation within the compliance year."),
    )


def _row(rule: CertificateRule, newest: int) -> Row:
    replaced = _("replaced by version %(number)s") % {"number": newest}
    moment = date_format(localtime(rule.set_at), "SHORT_DATETIME_FORMAT") if rule.set_at else ""
    return Row(
        [
            str(rule.first_year),
            rule.version,
            _("in force") if rule.version == newest else replaced,
            reach_words(rule),
            Cell(rule.source, hint=rule.note),
            Cell(str(rule.set_by or _("Operator, by command")), hint=moment),
        ]
    )
