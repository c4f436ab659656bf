"""The sector template beside a monitoring plan: what it asks for, what serves it, what is missing."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrv.accounting.catalogue import all_methods
from mrv.portal.components import Cell, Column, Row, Table
from mrv.reference.templates import RequiredSource, SectorTemplate, load_sector_templates
from reporting.models import MonitoringPlan
from reporting.selectors.templates import SourceStand


def named(found: SectorTemplate | RequiredSource) -> str:
    """The name in the language of the reader."""
    return found.name_zh if (get_language() or "").startswith("zh") else found.name_en


def template_choices() -> list[tuple[str, str]]:
    """All sectors, for a list to choose from."""
    return [(code, f"{code} · {named(one)}") for code, one in sorted(load_sector_templates().items())]


def source_table(plan: MonitoringPlan, stands: Sequence[SourceStand], *, can_edit: bool) -> Table:
    """One row per source; a missing one leads to the form of its stream, filled in."""
    columns = [
        Column(_("Source of the guideline"), is_wide=True),
        Column(_("Scope")),
        Column(_("Method"), is_wide=True),
        Column(_("State"), "state"),
        Column(_("Source stream"), is_wide=True),
    ]
    names = {stream.code: stream.name for stream in plan.streams.all()}
    rows = [Row(_cells(plan, stand, names, can_edit), key=stand.source.code) for stand in stands]
    return Table(_("Sources of the sector guideline"), columns, rows)


def _cells(plan: MonitoringPlan, stand: SourceStand, names: dict[str, str], can_edit: bool) -> list[object]:
    source = stand.source
    language = get_language() or "en"
    titles = [all_methods()[name].title.to(language) for name in source.methods]
    return [
        Cell(named(source), hint=", ".join(source.gases)),
        source.scope,
        " / ".join(titles),
        "complete" if stand.stream_code else "missing",
        _stream(plan, stand, names, can_edit),
    ]


def _stream(plan: MonitoringPlan, stand: SourceStand, names: dict[str, str], can_edit: bool) -> Cell:
    if stand.stream_code:
        return Cell(names[stand.stream_code], hint=stand.stream_code)
    if not can_edit:
        return Cell(_("no stream serves it"))
    query = urlencode({"method": stand.source.methods[0], "source": f"{plan.template_code}-{stand.source.code}"})
    return Cell(_("Add a stream"), href=f"{reverse('reporting:add_stream', args=[plan.public_id])}?{query}")
