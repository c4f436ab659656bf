"""The estimate of a draft: totals, one row per stream, and what is missing in them."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrv.portal.components import Cell, Column, KeyNumber, Problem, Row, Table
from reporting.checks.outcome import once_each
from reporting.intake.rules import PlanRules
from reporting.pages.answers import place_href
from reporting.pages.grid import stream_label
from reporting.pages.subject import Subject
from reporting.selectors.estimate import Estimate

MOST = 20


@dataclass(frozen=True)
class EstimateView:
    """An estimate as a page shows it."""

    numbers: list[KeyNumber]
    table: Table
    problems: list[Problem]
    more: int


def estimate_view(subject: Subject, rules: PlanRules, found: Estimate) -> EstimateView:
    """Words and places for an estimate."""
    language = get_language() or "en"
    outcomes = once_each(found.outcomes)
    problems = [
        Problem(outcome.text.to(language), place_href(outcome.pointer, subject, rules)) for outcome in outcomes[:MOST]
    ]
    return EstimateView(_numbers(found), _table(rules, found), problems, max(0, len(outcomes) - MOST))


def _numbers(found: Estimate) -> list[KeyNumber]:
    return [
        KeyNumber(_("Scopes 1 and 2"), found.total, note=_("Estimate, not submitted")),
        KeyNumber(_("Scope 1, direct"), found.scopes.get(1)),
        KeyNumber(_("Scope 2, purchased energy"), found.scopes.get(2)),
    ]


def _table(rules: PlanRules, found: Estimate) -> Table:
    columns = [
        Column(_("Source stream"), is_wide=True),
        Column(_("Scope"), "number"),
        Column(_("Lines"), "number"),
        Column(_("Emissions"), "tonnes"),
    ]
    rows = [
        Row(
            [
                Cell(stream_label(rule) if (rule := rules.by_name.get(one.code)) else one.code, hint=one.code),
                one.scope,
                one.line_count,
                one.co2e_t,
            ]
        )
        for one in found.streams
    ]
    return Table(_("Estimate by source stream"), columns, rows, empty_title=_("Nothing declared yet"))
