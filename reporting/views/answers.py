"""Check answers: run the checks when the rows changed since, show what they found, take explanations."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mrv.core.views import page
from mrv.portal.views.errors import problem
from mrv.workflow import IllegalTransition
from reporting.forms.explanations import ExplanationForm
from reporting.models import CheckResult
from reporting.pages.answers import answers_table, error_list, found_list, other_table, refusals_before
from reporting.pages.subject import Subject
from reporting.selectors.declared import declared_rows
from reporting.selectors.progress import check_summary
from reporting.services.check_version import check_version
from reporting.services.explain_check import explain_check
from reporting.services.plan_rules import plan_rules
from reporting.views.found import draft_of


@require_http_methods(["GET", "POST"])
@page("report:read")
def checks(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What stands in the way of signing, and everything declared."""
    subject, version = draft_of(request, public_id)
    if subject.is_draft and version.checked_revision != version.draft_revision:
        check_version(version=version, with_calculation=True)
    results = list(version.check_results.all())
    warnings = [result for result in results if result.severity == "warning"] if subject.can_edit else []
    form = ExplanationForm(request.POST or None, warnings=warnings)
    if request.method == "POST":
        if not subject.can_edit:
            return problem(request, 409)
        if form.is_valid() and _explain(form, subject):
            messages.success(request, _("The explanations are saved."))
            return redirect("reporting:checks", public_id=public_id)
    return _checks_page(request, subject, results, form)


def _explain(form: ExplanationForm, subject: Subject) -> bool:
    """Store every changed explanation; False if one was refused and stands beside its field."""
    for name, result, text in form.changed():
        try:
            explain_check(result=result, text=text, by=subject.actor)
        except ValidationError as error:
            form.add_error(name, error.messages)
        except IllegalTransition:
            form.add_error(None, _("The report is no longer a draft. Reload the page."))
    return not form.errors


def _checks_page(
    request: HttpRequest, subject: Subject, results: list[CheckResult], form: ExplanationForm
) -> HttpResponse:
    version = subject.version
    assert version is not None
    rules, rows = plan_rules(version), declared_rows(version)
    found = found_list(results, subject, rules, form)
    context = {
        "subject": subject,
        "form": form,
        "summary": check_summary(version),
        "errors": error_list(found),
        "refusals": refusals_before(version),
        "warnings": [one for one in found if one.severity == "warning"],
        "notes": [one for one in found if one.severity == "info"],
        "answers": answers_table(rules, rows),
        "others": other_table(rules, rows),
    }
    return render(request, "reporting/checks.html", context, status=422 if form.errors else 200)
