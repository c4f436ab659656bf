"""Routes of the reporting pages."""

from django.urls import path

from reporting.views import answers, evidence, home, lines, months, plan, report, results, signing, streams

app_name = "reporting"

REPORT = "reports/<uuid:public_id>"

urlpatterns = [
    path("", home.home, name="home"),
    path("open/", home.open_page, name="open"),
    path("all/", home.all_reports, name="all"),
    path(f"{REPORT}/", report.report, name="report"),
    path(f"{REPORT}/months/", months.months, name="months"),
    path(f"{REPORT}/streams/", streams.streams, name="streams"),
    path(f"{REPORT}/streams/<str:code>/", streams.stream, name="stream"),
    path(f"{REPORT}/evidence/", evidence.evidence, name="evidence"),
    path(f"{REPORT}/checks/", answers.checks, name="checks"),
    path(f"{REPORT}/submit/", signing.submit, name="submit"),
    path(f"{REPORT}/recall/", report.recall, name="recall"),
    path(f"{REPORT}/correct/", report.correct, name="correct"),
    path("versions/<uuid:public_id>/", results.version, name="version"),
    path("versions/<uuid:public_id>/receipt/", signing.receipt, name="receipt"),
    path("lines/<uuid:public_id>/", lines.line, name="line"),
    path("lines/<uuid:public_id>/explanation.json", lines.line_json, name="line_json"),
    path("evidence/<uuid:public_id>/", evidence.evidence_file, name="evidence_file"),
    path("evidence/<uuid:public_id>/remove/", evidence.drop_evidence, name="drop_evidence"),
    path("plans/<uuid:public_id>/", plan.plan, name="plan"),
]
