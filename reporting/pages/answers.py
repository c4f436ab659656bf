"""Check answers: what the checks found, by severity, and every declared row to read through before signing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrv.portal.components import Cell, Column, Row, Table
from mrv.portal.components import Problem as Listed
from mrv.portal.components.grid import month_names
from mrv.portal.figures import read_unit
from reporting.checks.catalogue import all_checks
from reporting.forms.explanations import ExplanationForm, field_name
from reporting.intake.rules import PlanRules, StreamRule
from reporting.models import CheckResult, ReportVersion
from reporting.pages.grid import MONTHS, Line, lines_of, stream_label
from reporting.pages.parameters import parameter_label
from reporting.pages.subject import Subject
from reporting.selectors.declared import RowKey, Rows

SOURCES = 2


@dataclass(frozen=True)
class Found:
    """One check result: title, sentence, the place to correct it, and the field to explain it."""

    code: str
    severity: str
    title: str
    text: str
    href: str = ""
    explanation: str = ""
    field: BoundField | None = None


def found_list(
    results: Iterable[CheckResult], subject: Subject, rules: PlanRules, form: ExplanationForm | None = None
) -> list[Found]:
    """Check results as they are shown, errors first."""
    order = {"error": 0, "warning": 1, "info": 2}
    shown = sorted(results, key=lambda result: (order[result.severity], result.code, result.pointer))
    return [_found(result, subject, rules, form) for result in shown]


def _found(result: CheckResult, subject: Subject, rules: PlanRules, form: ExplanationForm | None) -> Found:
    check = all_checks().get(result.code)
    language = get_language() or "en"
    name = field_name(result)
    return Found(
        code=result.code,
        severity=result.severity,
        title=check.title.to(language) if check else _("The emissions cannot be computed"),
        text=result_text(result),
        href=place_href(result.pointer, subject, rules),
        explanation=result.explanation,
        field=form[name] if form is not None and name in form.fields else None,
    )


def result_text(result: CheckResult) -> str:
    """The sentence of a check result in the language of the reader."""
    key = "zh" if (get_language() or "").startswith("zh") else "en"
    return str(result.parameters.get(key) or result.code)


def place_href(pointer: str, subject: Subject, rules: PlanRules) -> str:
    """Where the cell a check points to is corrected: ``/stream/month/parameter``."""
    code, _slash, rest = pointer.strip("/").partition("/")
    if code.startswith("plan:") and subject.version is not None:
        return reverse("reporting:plan_template", args=[subject.version.plan.public_id])
    stream = rules.by_name.get(code)
    if stream is None:
        return ""
    month = rest.partition("/")[0]
    at = [subject.report.public_id]
    if month.isdecimal() and rest.endswith(stream.activity_parameter):
        return f"{reverse('reporting:months', args=at)}#cell-{stream.id}.{month}"
    return reverse("reporting:stream", args=[*at, stream.code])


def error_list(found: Sequence[Found]) -> list[Listed]:
    """The errors as a summary that links to the places."""
    return [Listed(one.text, one.href) for one in found if one.severity == "error"]


def refusals_of(version: ReportVersion) -> list[str]:
    """Why a version could not be computed, one sentence each; empty where it could."""
    found = version.check_results.filter(severity="error", found_by="system:calculation")
    return list(dict.fromkeys(result_text(result) for result in found))


def refusals_before(version: ReportVersion) -> list[str]:
    """Why the version before a draft could not be computed."""
    before = ReportVersion.objects.filter(report_id=version.report_id, number=version.number - 1).first()
    return refusals_of(before) if before is not None and version.state == "draft" else []


def answers_table(rules: PlanRules, rows: Rows) -> Table:
    """Every declared amount: streams down, months across, the year last."""
    lines = list(lines_of(rules, rows))
    has_months = any(line.stored(rows, month) for line in lines for month in MONTHS)
    columns = [Column(_("Source stream"), is_one_line=True), Column(_("Unit"), is_one_line=True)]
    columns += [Column(name, "number") for name in month_names()] if has_months else []
    columns += [Column(_("Year"), "number"), Column(_("Source and evidence"), is_one_line=True)]
    body = [_answer_row(line, rows, has_months=has_months) for line in lines]
    return Table(_("Amounts declared"), columns, body, empty_title=_("Nothing declared yet"))


def _answer_row(line: Line, rows: Rows, *, has_months: bool) -> Row:
    months = [_amount(line.stored(rows, month)) for month in MONTHS]
    year = rows.get(RowKey(line.stream.code, line.stream.activity_parameter, 0))
    given = [amount for amount in months if amount is not None]
    whole = Decimal(year.quantity) if year and year.unit == line.unit else None
    total = sum(given, Decimal(0)) if given else whole
    shown = months if has_months else []
    name = Cell(stream_label(line.stream), hint=line.stream.code)
    return Row([name, read_unit(line.unit), *shown, total, _sources(line, rows)])


def _sources(line: Line, rows: Rows) -> str:
    """The sources and evidence of the rows of a line, each once; how many more where there are many."""
    found = [rows[key] for month in (*MONTHS, 0) if (key := line.key(month)) in rows]
    texts = [" · ".join(filter(None, (row.data_source, row.evidence_ref))) for row in found if row.unit == line.unit]
    named = list(dict.fromkeys(text for text in texts if text))
    more = [_("and %(count)d more") % {"count": len(named) - SOURCES}] if len(named) > SOURCES else []
    return _("; ").join([*named[:SOURCES], *more])


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _is_answer(stream: StreamRule, key: RowKey, rows: Rows) -> bool:
    """Whether a row stands in the first table: monthly activity, and the amount of the year if it is all there is."""
    if key.parameter != stream.activity_parameter:
        return False
    return key.month > 0 or not any(RowKey(key.stream, key.parameter, month) in rows for month in MONTHS)


def other_table(rules: PlanRules, rows: Rows) -> Table:
    """Declared values that are not monthly activity: measured parameters, stated totals, stocks."""
    columns = [
        Column(_("Source stream"), is_wide=True),
        Column(_("Parameter")),
        Column(_("Month")),
        Column(_("Value"), "number"),
        Column(_("Unit")),
        Column(_("Source")),
    ]
    streams = {stream.code: stream for stream in rules.streams}
    body = [
        Row(
            [
                stream_label(streams[key.stream]),
                parameter_label(streams[key.stream], key.parameter),
                str(key.month) if key.month else _("Year"),
                Decimal(row.quantity),
                row.unit,
                " · ".join(filter(None, (row.data_source, row.evidence_ref))),
            ]
        )
        for key, row in sorted(rows.items(), key=lambda item: item[0])
        if not _is_answer(streams[key.stream], key, rows)
    ]
    return Table(_("Other values declared"), columns, body)
