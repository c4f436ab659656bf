"""Records of reporting."""

from reporting.models.activity import ActivityRecord, Evidence, ImportedFile
from reporting.models.certificate import CertificateAllocation, CertificateRule, EnergyCertificate
from reporting.models.deadline import SubmissionDeadline
from reporting.models.market import MarketResult
from reporting.models.plan import MonitoringPlan, SourceStream
from reporting.models.report import EmissionsReport, ReportVersion
from reporting.models.result import CalculationRun, CheckResult, EmissionLine
from reporting.models.simulation import Simulation, VersionSimulation
from reporting.models.uncertainty import LineAssessment, UncertaintyProfile

__all__ = [
    "ActivityRecord",
    "CalculationRun",
    "CertificateAllocation",
    "CertificateRule",
    "CheckResult",
    "EmissionLine",
    "EmissionsReport",
    "EnergyCertificate",
    "Evidence",
    "ImportedFile",
    "LineAssessment",
    "MarketResult",
    "MonitoringPlan",
    "ReportVersion",
    "Simulation",
    "SourceStream",
    "SubmissionDeadline",
    "UncertaintyProfile",
    "VersionSimulation",
]
