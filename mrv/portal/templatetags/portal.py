"""The component tags: ``{% load portal %}``. README.md of this app lists them with their arguments."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mrv.portal import drawing, figures, states
from mrv.portal.components import (
    Chart,
    DiffRow,
    Event,
    Explanation,
    Fact,
    KeyNumber,
    Matrix,
    MatrixCell,
    MonthGrid,
    Pager,
    Problem,
    Progress,
    Receipt,
    Tab,
    Table,
    TaskGroup,
)
from mrv.portal.components.forms import field_view, problems_of
from mrv.portal.components.grid import month_names
from mrv.portal.components.text import Text
from mrv.portal.notation import MEANINGS

register = template.Library()
Places = int | str | None  # a template variable that is not there arrives as ""
Parts = "portal/components/"


def _places(places: Places) -> int | None:
    return None if places is None or places == "" else int(places)


# small marks


@register.simple_tag
def icon(name: str, label: Text = "") -> SafeString:
    """An icon of the sprite; without a label it is decoration."""
    return drawing.icon(name, label)


@register.filter
def number(value: figures.Numeric | None, places: Places = None) -> str:
    """Grouped digits; ``{{ value|number:2 }}`` rounds for the eye, without places every digit is kept."""
    decimal = figures.to_decimal(value)
    return figures.NOTHING if decimal is None else figures.group(decimal, _places(places))


@register.simple_tag
def tonnes(
    value: figures.Numeric | None, *, unit: str = "", gas: str = "CO2e", places: Places = None, href: str = ""
) -> SafeString:
    """Tonnes in a unit that suits their size, every digit in the title, a link to the explanation."""
    return drawing.tonnes(value, figure=figures.Wish(unit, gas, _places(places)), href=href)


@register.simple_tag
def quantity(value: figures.Numeric | None, unit: Text = "", *, places: Places = None, href: str = "") -> SafeString:
    """A number with its unit."""
    return drawing.quantity(value, unit, places=_places(places), href=href)


@register.simple_tag
def value(content: object, kind: str, *, href: str = "", unit: Text = "", places: Places = None) -> SafeString:
    """A value drawn by its kind: text, tonnes, number, date, datetime, code or state."""
    return drawing.value(content, kind, href=href, unit=unit, places=_places(places))


@register.simple_tag
def status(code: object, *, turn: bool = False, label: Text = "") -> SafeString:
    """The state of a record: color, icon, words; ``turn=True`` adds whose turn it is."""
    return drawing.status(str(code), turn=turn, label=label)


@register.simple_tag
def notation(key: str) -> SafeString:
    """A notation key with its meaning."""
    return drawing.notation_key(key)


@register.inclusion_tag(f"{Parts}tag.html")
def tag(label: Text, tone: str = "quiet", icon_name: str = "") -> dict[str, object]:
    """A small label in one of the tones: quiet, info, wait, good, bad."""
    return {"label": label, "tone": states.Tone(tone), "icon_name": icon_name}


@register.inclusion_tag(f"{Parts}notation_legend.html")
def notation_legend() -> dict[str, object]:
    """All notation keys with their meaning."""
    return {"meanings": list(MEANINGS.items())}


@register.inclusion_tag(f"{Parts}crumb.html")
def crumb(label: Text, href: str = "") -> dict[str, object]:
    """One step of the breadcrumbs; without an address it is the current page."""
    return {"label": label, "href": href}


@register.inclusion_tag(f"{Parts}button.html")
def button(label: Text, **options: str) -> dict[str, object]:
    """A button, or with ``href`` a link that looks like one.

    Options: href, kind (primary, secondary, danger, quiet), icon, name, value, type, form, size (small), method.
    """
    return {"label": label, "kind": "secondary", "type": "submit", **options}


# blocks


@register.simple_block_tag
def capture(content: str) -> str:
    """The rendered content, for ``{% capture as name %}``."""
    return SafeString(content.strip())


@register.simple_block_tag
def crumb_trail(content: str) -> str:
    """The breadcrumb landmark around crumbs; nothing when there are none."""
    if not content.strip():
        return ""
    return format_html('<nav class="m-crumbs" aria-label="{}"><ol>{}</ol></nav>', _("Breadcrumb"), SafeString(content))


@register.simple_block_tag
def region(content: str, label: Text, kind: str = "") -> str:
    """A scrollable region, reachable by keyboard, around a hand-written table."""
    return format_html(
        '<div class="m-scroll {}" role="region" tabindex="0" aria-label="{}">{}</div>',
        kind,
        label,
        SafeString(content),
    )


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: Text = "") -> str:
    """A message in the flow of the page: info, wait, good or bad."""
    mark = drawing.icon(states.TONE_ICONS[states.Tone(tone)] if tone != "info" else "info")
    heading = format_html('<p class="m-notice-title">{}</p>', title) if title else ""
    return format_html(
        '<div class="m-notice m-tone-{}">{}<div class="m-notice-body">{}{}</div></div>',
        tone,
        mark,
        heading,
        SafeString(content),
    )


# forms


@register.inclusion_tag(f"{Parts}field.html")
def field(
    bound: BoundField, *, label: Text = "", hint: Text | bool = "", width: str = "", is_needed: bool = False
) -> dict[str, object]:
    """A form field with label, hint and error; ``hint=False`` hides the hint; ``width`` is short or medium."""
    return field_view(bound, label=label, hint=hint, width=width, is_needed=is_needed)


@register.inclusion_tag(f"{Parts}fields.html")
def fields(form: BaseForm) -> dict[str, object]:
    """All fields of a form, hidden ones included."""
    return {"form": form}


@register.inclusion_tag(f"{Parts}error_summary.html")
def error_summary(form: BaseForm | None = None, problems: Sequence[Problem] = ()) -> dict[str, object]:
    """Everything that is wrong, each entry linked to its field; nothing when all is well."""
    found = [*(problems_of(form) if form is not None else []), *problems]
    return {"problems": found}


@register.inclusion_tag(f"{Parts}filter_bar.html")
def filter_bar(form: BaseForm, clear_href: str = "", keep: Mapping[str, str] | None = None) -> dict[str, object]:
    """A GET form of filters; ``keep`` carries parameters that are not fields (the sort order)."""
    return {"form": form, "clear_href": clear_href, "keep": keep or {}}


@register.inclusion_tag(f"{Parts}month_grid.html", takes_context=True)
def month_grid(context: template.Context, grid: MonthGrid) -> dict[str, object]:
    """The monthly input grid."""
    return {"grid": grid, "csrf_token": context.get("csrf_token"), "months": month_names()}


# lists and tables


@register.inclusion_tag(f"{Parts}task_list.html")
def task_list(groups: Sequence[TaskGroup]) -> dict[str, object]:
    """Tasks with their state, in numbered groups."""
    return {"groups": groups}


@register.inclusion_tag(f"{Parts}tabs.html")
def tabs(items: Sequence[Tab], label: Text = "") -> dict[str, object]:
    """Tabs that are links, so every view has an address."""
    return {"tabs": items, "label": label or _("Views")}


@register.inclusion_tag(f"{Parts}facts.html")
def facts(items: Sequence[Fact]) -> dict[str, object]:
    """A definition list."""
    return {"facts": items}


@register.inclusion_tag(f"{Parts}key_numbers.html")
def key_numbers(items: Sequence[KeyNumber]) -> dict[str, object]:
    """Headline numbers side by side."""
    return {"items": items}


@register.inclusion_tag(f"{Parts}timeline.html")
def timeline(events: Sequence[Event]) -> dict[str, object]:
    """The history of a record."""
    return {"events": events}


@register.inclusion_tag(f"{Parts}data_table.html")
def data_table(table: Table) -> dict[str, object]:
    """A table in a scrollable region, with an empty state."""
    return {"table": table}


@register.inclusion_tag(f"{Parts}diff_table.html")
def diff_table(rows: Sequence[DiffRow], caption: Text, before: Text = "", after: Text = "") -> dict[str, object]:
    """Before, after and difference, line by line."""
    return {
        "rows": rows,
        "caption": caption,
        "before": before or _("Before"),
        "after": after or _("After"),
        "has_cause": any(row.cause for row in rows),
    }


@register.inclusion_tag(f"{Parts}matrix.html")
def matrix(matrix: Matrix) -> dict[str, object]:
    """The heat table of sectors by districts."""
    return {"matrix": matrix}


@register.simple_tag
def matrix_cell(cell: MatrixCell, total: bool = False) -> SafeString:
    """One cell of the heat table."""
    return drawing.matrix_cell(cell, is_total=total)


@register.inclusion_tag(f"{Parts}pager.html")
def pager(pager: Pager) -> dict[str, object]:
    """Links of keyset paging."""
    return {"pager": pager}


@register.inclusion_tag(f"{Parts}empty_state.html")
def empty_state(title: Text, text: Text = "", action: Text = "", href: str = "") -> dict[str, object]:
    """What a list says when it has nothing to show, and what to do next."""
    return {"title": title, "text": text, "action": action, "href": href}


# whole panels


@register.inclusion_tag(f"{Parts}explanation.html")
def explanation(explanation: Explanation) -> dict[str, object]:
    """How a number came to be."""
    return {"explanation": explanation}


@register.inclusion_tag(f"{Parts}receipt.html")
def receipt(receipt: Receipt) -> dict[str, object]:
    """The confirmation after an act that counts."""
    return {"receipt": receipt}


@register.inclusion_tag(f"{Parts}progress.html")
def progress(progress: Progress) -> dict[str, object]:
    """A background job; polls itself while it runs."""
    return {"progress": progress}


@register.inclusion_tag(f"{Parts}chart.html")
def chart(chart: Chart) -> dict[str, object]:
    """A chart with its summary in words, its data table and its download."""
    return {"chart": chart, "map_href": static("vendor/maps/shanghai.json")}


@register.filter
def read_unit(unit: Text) -> str:
    """A unit code as it is read."""
    return figures.read_unit(str(unit))


@register.filter
def signed(value: Decimal | None, places: Places = None) -> str:
    """A difference with its sign always written."""
    if value is None:
        return figures.NOTHING
    text = figures.group(value, _places(places))
    return f"+{text}" if value > 0 else text
