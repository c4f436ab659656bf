"""The activity template of a version as a workbook, with what is declared already."""

from reporting.calculation.declared import plain
from reporting.intake.template import Facts, TemplateRow, write_template
from reporting.models import ActivityRecord, ReportVersion
from reporting.services.plan_rules import plan_rules


def make_template(*, version: ReportVersion) -> bytes:
    """The workbook of a version: its declared rows, or blank rows for the whole plan."""
    rules = plan_rules(version)
    report = version.report
    note = f"{report.facility.name_zh} / {report.facility.name_en}"
    facts = Facts(report.facility.code, report.compliance_year, plan=str(version.plan.number), note=note)
    return write_template(rules, facts, declared_rows(version))


def declared_rows(version: ReportVersion) -> list[TemplateRow]:
    """The declared rows in the order they were given."""
    codes = dict(version.plan.streams.values_list("pk", "code"))
    rows = ActivityRecord.objects.filter(version=version).order_by("row_number")
    return [
        TemplateRow(
            stream=codes[row.stream_id],
            month=row.month,
            parameter=row.parameter,
            unit=row.unit,
            quantity=plain(f"{row.quantity:f}"),
            data_source=row.data_source,
            evidence_ref=row.evidence_ref,
            remark=row.remark,
            basis=row.basis,
            component=row.component,
        )
        for row in rows
    ]
