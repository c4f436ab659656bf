"""Records of reporting."""

from reporting.models.activity import ActivityRecord, Evidence, ImportedFile
from reporting.models.plan import MonitoringPlan, SourceStream
from reporting.models.report import EmissionsReport, ReportVersion
from reporting.models.result import CalculationRun, CheckResult, EmissionLine

__all__ = [
    "ActivityRecord",
    "CalculationRun",
    "CheckResult",
    "EmissionLine",
    "EmissionsReport",
    "Evidence",
    "ImportedFile",
    "MonitoringPlan",
    "ReportVersion",
    "SourceStream",
]
