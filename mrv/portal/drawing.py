"""The smallest marks as HTML: icon, figure, state, notation key, and a value by its kind.

Written in Python rather than as templates because a page draws thousands of them.
"""

from datetime import date, datetime

from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mrv.portal import figures, notation, states
from mrv.portal.components.matrix import MatrixCell
from mrv.portal.components.text import Text

NONE = SafeString('<span class="m-none">—</span>')


def icon(name: str, label: Text = "") -> SafeString:
    """An icon of the sprite; without a label it is decoration and hidden from screen readers."""
    href = f"{static('portal/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="m-icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href)
    return format_html('<svg class="m-icon" aria-hidden="true"><use href="{}"></use></svg>', href)


def _linked(body: SafeString, href: str, *, title: str = "") -> SafeString:
    hover = format_html(' title="{}"', title) if title else ""
    if href:
        return format_html('<a class="m-figure m-figure-link" href="{}"{}>{}</a>', href, hover, body)
    return format_html('<span class="m-figure"{}>{}</span>', hover, body)


def _with_unit(raw: str, text: str, unit: Text) -> SafeString:
    number = format_html('<data value="{}">{}</data>', raw, text)
    return format_html('{} <span class="m-unit">{}</span>', number, figures.read_unit(str(unit))) if unit else number


def tonnes(value: figures.Numeric | None, *, figure: figures.Wish, href: str = "") -> SafeString:
    """Tonnes in a unit that suits their size, every digit in the title, a link to the explanation."""
    decimal = figures.to_decimal(value)
    if decimal is None:
        return NONE
    shown = figures.tonnes_figure(decimal, figure)
    body = _with_unit(shown.raw, shown.text, shown.unit)
    return _linked(body, href, title=f"{shown.exact} {shown.exact_unit}")


def quantity(
    value: figures.Numeric | None, unit: Text = "", *, places: int | None = None, href: str = ""
) -> SafeString:
    """A number with its unit, every digit in the title when some are not shown."""
    decimal = figures.to_decimal(value)
    if decimal is None:
        return NONE
    text, exact = figures.group(decimal, places), figures.group(decimal)
    title = "" if text == exact else f"{exact} {figures.read_unit(str(unit))}".strip()
    return _linked(_with_unit(format(decimal, "f"), text, unit), href, title=title)


def status(code: str, *, turn: bool = False, label: Text = "") -> SafeString:
    """The state of a record: color, icon, words; ``turn`` adds whose turn it is."""
    look = states.look_of(code)
    mark = format_html(
        '<span class="m-status m-tone-{}">{}<span>{}</span></span>', look.tone, icon(look.symbol), label or look.label
    )
    if not (turn and look.turn):
        return mark
    return format_html('{}<span class="m-turn">{}</span>', mark, _("Waiting for: %(who)s") % {"who": look.turn})


def notation_key(key: str) -> SafeString:
    """A notation key with its meaning."""
    return format_html('<abbr class="m-notation" title="{}">{}</abbr>', notation.MEANINGS.get(key, ""), key)


def _moment(value: date | datetime) -> SafeString:
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    kind = "DATETIME_FORMAT" if isinstance(local, datetime) else "DATE_FORMAT"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), formats.date_format(local, kind))


def _plain(value: object, kind: str) -> SafeString:
    if isinstance(value, date):
        return _moment(value)
    if kind == "code":
        return format_html("<code>{}</code>", value)
    return format_html("{}", value)


def value(content: object, kind: str, *, href: str = "", unit: Text = "", places: int | None = None) -> SafeString:
    """A value of a table cell or fact: kind is text, tonnes, number, date, datetime, code, state or status.

    The state of a report says whose turn it is; a status is that of anything else, which nobody waits for.
    """
    if content is None or content == "":
        return NONE
    if kind == "tonnes":
        return tonnes(str(content), figure=figures.Wish(unit=str(unit), places=places), href=href)
    if kind == "number":
        return quantity(str(content), unit, places=places, href=href)
    if kind in {"state", "status"}:
        return status(str(content), turn=kind == "state")
    body = _plain(content, kind)
    return format_html('<a href="{}">{}</a>', href, body) if href else body


def matrix_cell(cell: MatrixCell, *, is_total: bool = False) -> SafeString:
    """One cell of the heat table: its shade, its figure, where it leads."""
    shade = "m-matrix-total" if is_total else f"m-heat-{cell.level}"
    if cell.notation:
        body: str = notation_key(cell.notation)
    elif cell.text:
        mark = "*" if cell.is_partial else ""
        tag, href = ("a", f' href="{escape(cell.href)}"') if cell.href else ("span", "")
        body = f'<{tag}{href} title="{cell.exact} t">{escape(cell.text)}{mark}</{tag}>'
    else:
        body = '<span class="m-none">–</span>'
    return mark_safe(f'<td class="m-num {shade}">{body}</td>')
