"""The rules of intake for a version, from its monitoring plan."""

from reporting.intake.rules import PlanRules, StreamRule
from reporting.models import ReportVersion, SourceStream


def plan_rules(version: ReportVersion) -> PlanRules:
    """What may be declared in a version: one query for its streams."""
    columns = ("pk", "code", "method", "activity_parameter", "unit", "measured_parameters", "name_zh", "name_en")
    rows = SourceStream.objects.filter(plan_id=version.plan_id).order_by("code").values_list(*columns)
    streams = [
        StreamRule(key, code, method, parameter, unit, tuple(measured), (zh, en))
        for key, code, method, parameter, unit, measured, zh, en in rows
    ]
    return PlanRules(facility_code=version.report.facility.code, streams=tuple(streams))


def as_rule(stream: SourceStream) -> StreamRule:
    """One stream as a rule."""
    return StreamRule(
        id=stream.pk,
        code=stream.code,
        method=stream.method,
        activity_parameter=stream.activity_parameter,
        unit=stream.unit,
        measured=tuple(stream.measured_parameters),
        names=(stream.name_zh, stream.name_en),
    )
