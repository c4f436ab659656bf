"""Routes of the reporting pages."""

from django.urls import path

from reporting.views import (
    answers,
    certificates,
    evidence,
    factors,
    history,
    home,
    lines,
    months,
    plan,
    plan_streams,
    report,
    results,
    signing,
    streams,
    uploads,
)

app_name = "reporting"

REPORT = "reports/<uuid:public_id>"
PLAN = "plans/<uuid:public_id>"

urlpatterns = [
    path("", home.home, name="home"),
    path("open/", home.open_page, name="open"),
    path("all/", home.all_reports, name="all"),
    path(f"{REPORT}/", report.report, name="report"),
    path(f"{REPORT}/months/", months.months, name="months"),
    path(f"{REPORT}/year/", streams.year, name="year"),
    path(f"{REPORT}/streams/", streams.streams, name="streams"),
    path(f"{REPORT}/streams/<str:code>/", streams.stream, name="stream"),
    path(f"{REPORT}/upload/", uploads.upload, name="upload"),
    path(f"{REPORT}/template.xlsx", uploads.template, name="template"),
    path(f"{REPORT}/history/", history.history, name="history"),
    path(f"{REPORT}/evidence/", evidence.evidence, name="evidence"),
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/add/", certificates.add, name="certificate_add"),
    path("certificates/<uuid:public_id>/file/", certificates.certificate_file, name="certificate_file"),
    path("certificates/<uuid:public_id>/remove/", certificates.remove, name="certificate_remove"),
    path(f"{REPORT}/certificates/", certificates.allocations, name="allocations"),
    path(f"{REPORT}/certificates/<uuid:allocation_id>/remove/", certificates.deallocate, name="deallocate"),
    path(f"{REPORT}/factors/", factors.factors, name="factors"),
    path(f"{REPORT}/checks/", answers.checks, name="checks"),
    path(f"{REPORT}/submit/", signing.submit, name="submit"),
    path(f"{REPORT}/recall/", report.recall, name="recall"),
    path(f"{REPORT}/correct/", report.correct, name="correct"),
    path("versions/<uuid:public_id>/", results.version, name="version"),
    path("versions/<uuid:public_id>/results.<slug:kind>", results.results_download, name="results_download"),
    path("versions/<uuid:public_id>/receipt/", signing.receipt, name="receipt"),
    path("versions/<uuid:public_id>/progress/", signing.progress, name="version_progress"),
    path("imports/<uuid:public_id>/", uploads.imported_file, name="import"),
    path("imports/<uuid:public_id>/progress/", uploads.progress, name="import_progress"),
    path("imports/<uuid:public_id>/annotated/", uploads.annotated, name="annotated"),
    path("lines/<uuid:public_id>/", lines.line, name="line"),
    path("lines/<uuid:public_id>/explanation.json", lines.line_json, name="line_json"),
    path("evidence/<uuid:public_id>/", evidence.evidence_file, name="evidence_file"),
    path("plans/", plan.plans, name="plans"),
    path(f"{PLAN}/", plan.plan, name="plan"),
    path(f"{PLAN}/edit/", plan.edit, name="plan_edit"),
    path(f"{PLAN}/submit/", plan.submit_plan, name="submit_plan"),
    path(f"{PLAN}/approve/", plan.approve_plan, name="approve_plan"),
    path(f"{PLAN}/return/", plan.return_plan, name="return_plan"),
    path(f"{PLAN}/streams/add/", plan_streams.add_stream, name="add_stream"),
    path(f"{PLAN}/streams/<str:code>/", plan_streams.plan_stream, name="plan_stream"),
    path(f"{PLAN}/streams/<str:code>/remove/", plan_streams.remove_stream, name="remove_stream"),
    path("facilities/<uuid:public_id>/plan/", plan.draft, name="draft_plan"),
]
