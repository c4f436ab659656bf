"""Rules of green-power certificates: every version, and setting the next one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from mrv.core.views import page
from reporting.forms.certificate_rules import CertificateRuleForm
from reporting.forms.problems import put_errors
from reporting.models import CertificateRule
from reporting.pages.certificate_rules import rule_table
from reporting.selectors.certificates import allocations_from
from reporting.services.set_certificate_rule import set_certificate_rule
from reporting.views.found import actor_of


@require_http_methods(["GET", "POST"])
@page("certificate_rule:manage")
def certificate_rules(request: HttpRequest) -> HttpResponse:
    """The rules, and the form that sets one."""
    form = CertificateRuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rule = set_certificate_rule(by=actor_of(request), **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _said(rule))
            return redirect("reporting:certificate_rules")
    rules = list(CertificateRule.objects.select_related("set_by"))
    context = {"form": form, "table": rule_table(rules)}
    return render(request, "reporting/certificate_rules.html", context, status=422 if form.errors else 200)


def _said(rule: CertificateRule) -> str:
    kept = allocations_from(rule.first_year).count()
    words = ngettext(
        "Version %(number)d of the rule from %(year)d on is set. %(count)d allocation keeps the rule it was judged by.",
        "Version %(number)d of the rule from %(year)d on is set. %(count)d allocations keep the rule they were judged by.",
        kept,
    )
    return words % {"number": rule.version, "year": rule.first_year, "count": kept}
