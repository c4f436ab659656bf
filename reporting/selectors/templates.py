"""A monitoring plan held against the template of its sector: which source is served by which stream, which by none."""

from dataclasses import dataclass

from mrv.reference.templates import RequiredSource, SectorTemplate, load_sector_templates
from reporting.checks.template_cover import PlannedStream, cover
from reporting.models import MonitoringPlan


@dataclass(frozen=True)
class SourceStand:
    """A source of the template and the stream that serves it; blank if there is none."""

    source: RequiredSource
    stream_code: str


def template_of(plan: MonitoringPlan) -> SectorTemplate | None:
    """The template the plan follows, if it names one."""
    return load_sector_templates().get(plan.template_code)


def source_stands(plan: MonitoringPlan, template: SectorTemplate) -> list[SourceStand]:
    """Every source of the template, in its order."""
    streams = [
        PlannedStream(code, method) for code, method in plan.streams.order_by("code").values_list("code", "method")
    ]
    served = cover(template.sources, streams)
    return [SourceStand(source, served.get(source.code, "")) for source in template.sources]


def missing_sources(plan: MonitoringPlan) -> tuple[RequiredSource, ...]:
    """Sources of the plan's template that no stream serves."""
    template = template_of(plan)
    if template is None:
        return ()
    return tuple(stand.source for stand in source_stands(plan, template) if not stand.stream_code)
