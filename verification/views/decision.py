"""Pages of the authority: decide on a statement, rule on an appeal; and for the enterprise: appeal."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mrv.core.views import PageRequest, page
from mrv.portal.components import DiffRow
from reporting.models import ReportVersion
from reporting.states import COUNTED
from verification.forms import AppealForm, DecisionForm, ReopenForm, RulingForm
from verification.models import Appeal, Decision, VerificationStatement
from verification.selectors.appeals import last_day_to_appeal
from verification.selectors.figures import ScopeFigures, changes, figures_by_scope, last_year_of
from verification.services.decide import decide
from verification.services.file_appeal import file_appeal
from verification.services.rule_on_appeal import rule_on_appeal
from verification.services.send_back import send_back
from verification.services.withdraw import withdraw
from verification.states import DECIDABLE, Outcome
from verification.templatetags.verification import trimmed
from verification.views.acting import status_of, submitted, version_or_404
from verification.views.statement import figure_rows, statement_facts


@page("report:decide")
def decision(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Statement, findings and differences on one page; accept, or send back with a reason."""
    version = version_or_404(request, public_id)
    statement = version.statements.order_by("-pk").select_related("engagement__body").first()
    if statement is None:
        raise Http404
    form = DecisionForm(request.POST or None, initial={"result_hash": version.result_hash})

    def act() -> Decision:
        data = dict(form.cleaned_data)
        service = decide if data.pop("outcome") == Outcome.ACCEPTED else send_back
        return service(version=version, by=request.actor, **data)

    def done(written: Decision) -> str:
        accepted = written.outcome == Outcome.ACCEPTED
        said = _("%(report)s counts from now on.") if accepted else _("%(report)s went back to the verification body.")
        messages.success(request, said % {"report": _named(version)})
        return reverse("verification:queue")

    answer = submitted(request, form, act, done=done)
    context = _decision_context(version, statement) | {"form": form}
    return answer or render(request, "verification/decide.html", context, status=status_of(form))


def _named(version: ReportVersion) -> str:
    return f"{version.report.facility} · {version.report.compliance_year}"


def _decision_context(version: ReportVersion, statement: VerificationStatement) -> dict[str, Any]:
    verified = [
        ScopeFigures(row.scope, row.co2_t, row.biogenic_co2_t, row.ch4_t, row.n2o_t, row.fgas_co2e_t, row.co2e_t)
        for row in statement.figures.all()
    ]
    last_year = last_year_of(version)
    moved = changes(version, last_year)[:8] if last_year else []
    return {
        "version": version,
        "statement": statement,
        "facts": statement_facts(statement),
        "figures": figure_rows(figures_by_scope(version), verified),
        "findings": statement.engagement.findings.exclude(state="dropped"),
        "last_year": last_year,
        "year_changes": [
            DiffRow(row.stream_code, trimmed(row.before_co2e_t), trimmed(row.now_co2e_t), unit="t") for row in moved
        ],
        "can_accept": statement.opinion in DECIDABLE,
        "is_counted": version.state in COUNTED,
    }


@page("finding:answer")
def appeal(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """The enterprise appeals against a decision on its report."""
    found = Decision.objects.select_related("version__report__facility", "statement").filter(
        public_id=public_id, version__report__facility__enterprise_id__in=request.actor.enterprise_ids
    )
    decided = found.first()
    if decided is None:
        raise Http404
    form = AppealForm(request.POST or None)

    def done(filed: Appeal) -> str:
        messages.success(
            request,
            _("Your appeal is filed. The authority rules on it by %(day)s.") % {"day": date_format(filed.due_date)},
        )
        return reverse("verification:signed", args=[decided.statement.public_id])

    answer = submitted(
        request,
        form,
        lambda: file_appeal(decision=decided, text=form.cleaned_data["text"], by=request.actor),
        done=done,
    )
    context = {"decision": decided, "form": form, "until": last_day_to_appeal(decided)}
    return answer or render(request, "verification/appeal.html", context, status=status_of(form))


@page("report:reopen")
def ruling(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """The authority rules on an appeal."""
    found = Appeal.objects.visible_to(request.actor).select_related("decision__version__report__facility", "filed_by")
    filed = found.filter(public_id=public_id).first()
    if filed is None:
        raise Http404
    form = RulingForm(request.POST or None)

    def ruled(written: Appeal) -> str:
        messages.success(request, _("The ruling is on record; the enterprise reads it with the statement."))
        return reverse("verification:signed", args=[written.decision.statement.public_id])

    answer = submitted(
        request,
        form,
        lambda: rule_on_appeal(appeal=filed, by=request.actor, **form.cleaned_data),
        done=ruled,
    )
    context = {"appeal": filed, "form": form}
    return answer or render(request, "verification/ruling.html", context, status=status_of(form))


@page("report:reopen")
def reopen(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """The authority takes its own decision back: the report no longer counts and can be corrected."""
    version = version_or_404(request, public_id)
    if version.state not in COUNTED:
        raise Http404
    form = ReopenForm(request.POST or None)

    def done(withdrawn: ReportVersion) -> str:
        said = _("%(report)s is open again: the enterprise can correct it.")
        messages.success(request, said % {"report": _named(withdrawn)})
        return reverse("verification:queue")

    answer = submitted(
        request, form, lambda: withdraw(version=version, by=request.actor, **form.cleaned_data), done=done
    )
    context = {"version": version, "form": form}
    return answer or render(request, "verification/reopen.html", context, status=status_of(form))
