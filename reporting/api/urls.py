"""Routes of reporting, under /api/v1/."""

from django.urls import path

from mrv.core.api.jobs import JobDetail
from reporting.api import (
    activity,
    calculations,
    certificates,
    evidence,
    factors,
    register,
    reports,
    results,
    templates,
)

urlpatterns = [
    path("facilities", register.Facilities.as_view(), name="facilities"),
    path("facilities/<uuid:public_id>", register.FacilityDetail.as_view(), name="facility"),
    path("facilities/<uuid:public_id>/source-streams", register.SourceStreams.as_view(), name="source-streams"),
    path("monitoring-plans", register.MonitoringPlans.as_view(), name="monitoring-plans"),
    path("monitoring-plans/<uuid:public_id>", register.MonitoringPlanDetail.as_view(), name="monitoring-plan"),
    path("monitoring-plans/<uuid:public_id>/template", templates.PlanTemplate.as_view(), name="plan-template"),
    path("sector-templates", templates.SectorTemplates.as_view(), name="sector-templates"),
    path("reports", reports.ReportList.as_view(), name="reports"),
    path("reports/<uuid:public_id>", reports.ReportDetail.as_view(), name="report"),
    path("reports/<uuid:public_id>/versions", reports.VersionList.as_view(), name="versions"),
    path("reports/<uuid:public_id>/differences", results.Differences.as_view(), name="differences"),
    path("reports/<uuid:public_id>/activity-records", activity.ActivityRecords.as_view(), name="activity-records"),
    path("reports/<uuid:public_id>/template", activity.Template.as_view(), name="activity-template"),
    path("reports/<uuid:public_id>/imports", activity.Imports.as_view(), name="imports"),
    path("reports/<uuid:public_id>/evidence", evidence.EvidenceList.as_view(), name="evidence-list"),
    path("evidence/<uuid:public_id>", evidence.EvidenceDetail.as_view(), name="evidence"),
    path("reports/<uuid:public_id>/factor-sets", factors.FactorSetsOfReport.as_view(), name="report-factor-sets"),
    path("reports/<uuid:public_id>/submit", reports.Submit.as_view(), name="submit"),
    path("reports/<uuid:public_id>/recall", reports.Recall.as_view(), name="recall"),
    path("reports/<uuid:public_id>/corrections", reports.Correct.as_view(), name="correct"),
    path("certificates", certificates.Certificates.as_view(), name="certificates"),
    path("certificates/<uuid:public_id>", certificates.CertificateDetail.as_view(), name="certificate"),
    path("certificates/<uuid:public_id>/file", certificates.CertificateFile.as_view(), name="certificate-file"),
    path("reports/<uuid:public_id>/certificate-allocations", certificates.Allocations.as_view(), name="allocations"),
    path(
        "reports/<uuid:public_id>/certificate-allocations/<uuid:allocation_id>",
        certificates.AllocationDetail.as_view(),
        name="allocation",
    ),
    path("reports/<uuid:public_id>/emission-lines", results.EmissionLines.as_view(), name="emission-lines"),
    path("reports/<uuid:public_id>/scope-2", results.Scope2Results.as_view(), name="scope-2"),
    path("reports/<uuid:public_id>/results", results.Results.as_view(), name="results"),
    path("reports/<uuid:public_id>/uncertainty", results.Uncertainty.as_view(), name="report-uncertainty"),
    path("reports/<uuid:public_id>/check-results", results.CheckResults.as_view(), name="check-results"),
    path(
        "reports/<uuid:public_id>/check-results/<int:pk>/explanation",
        results.CheckExplanation.as_view(),
        name="check-explanation",
    ),
    path("emission-lines/<uuid:public_id>/explanation", results.LineExplanation.as_view(), name="line-explanation"),
    path("imports/<uuid:public_id>", activity.ImportDetail.as_view(), name="import"),
    path("imports/<uuid:public_id>/annotated", activity.AnnotatedCopy.as_view(), name="import-annotated"),
    path("calculations", calculations.Calculations.as_view(), name="calculations"),
    path("jobs/<uuid:public_id>", JobDetail.as_view(), name="job"),
]
