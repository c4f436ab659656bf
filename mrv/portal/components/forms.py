"""How a form field is drawn: which layout its widget needs, and the identifiers that tie its parts together."""

from collections.abc import Iterable

from django.forms import BaseForm, BoundField, Field, widgets
from django.utils.translation import gettext as _

from mrv.portal.components.flow import Problem
from mrv.portal.components.text import Text

_CHOICES = (widgets.RadioSelect, widgets.CheckboxSelectMultiple)
_TEXT_CLASSES: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.Select, "form-select"),
    (widgets.CheckboxInput, "form-check-input"),
    (widgets.FileInput, "m-file-input"),
)


def layout_of(widget: widgets.Widget) -> str:
    """choices, checkbox, file or text."""
    if isinstance(widget, _CHOICES):
        return "choices"
    if isinstance(widget, widgets.CheckboxInput):
        return "checkbox"
    if isinstance(widget, widgets.FileInput):
        return "file"
    return "text"


def _class_of(widget: widgets.Widget) -> str:
    if isinstance(widget, _CHOICES):
        return "form-check-input"
    return next((name for kind, name in _TEXT_CLASSES if isinstance(widget, kind)), "form-control")


def _join(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)


def _attributes(bound: BoundField, described_by: str) -> dict[str, str | bool]:
    """Class, description and validity of the control; a placeholder that repeats the label goes."""
    widget = bound.field.widget
    invalid = "is-invalid" if bound.errors else ""
    attrs: dict[str, str | bool] = {"class": _join([widget.attrs.get("class", ""), _class_of(widget), invalid])}
    if widget.attrs.get("placeholder") == bound.label:
        attrs["placeholder"] = False
    if described_by and layout_of(widget) != "choices":
        attrs["aria-describedby"] = described_by
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return attrs


def field_view(
    bound: BoundField, *, label: Text = "", hint: Text | bool = "", width: str = "", is_needed: bool = False
) -> dict[str, object]:
    """Everything the field template needs; ``is_needed`` takes the mark off a field another answer makes required."""
    shown_hint = bound.help_text if hint == "" else hint
    hint_id = f"{bound.auto_id}_hint" if shown_hint else ""
    error_id = f"{bound.auto_id}_error" if bound.errors else ""
    described_by = _join([hint_id, error_id])
    return {
        "field": bound,
        "label": label or bound.label,
        "hint": shown_hint,
        "hint_id": hint_id,
        "error_id": error_id,
        "described_by": described_by,
        "layout": layout_of(bound.field.widget),
        "width": width,
        "is_optional": not (bound.field.required or is_needed),
        "control": bound.as_widget(attrs=_attributes(bound, described_by)),
    }


def anchor_of(bound: BoundField) -> str:
    """The identifier of the control that an error links to; the first choice of a group."""
    if isinstance(bound.field.widget, _CHOICES):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or str(bound.auto_id)


def problems_of(form: BaseForm) -> list[Problem]:
    """All errors of a form in the order of its fields, those of the whole form first."""
    found = [Problem(str(text)) for text in form.non_field_errors()]
    for bound in form:
        found += [Problem(_with_name(bound, str(text)), f"#{anchor_of(bound)}") for text in bound.errors]
    return found


def _with_name(bound: BoundField, text: str) -> str:
    """The message away from its field: it says which field it is about."""
    name = str(bound.label or "")
    if bound.is_hidden or not name or name in text:
        return text
    if isinstance(bound.field.widget, widgets.CheckboxInput):
        is_plain = text == str(Field.default_error_messages["required"])
        return _("Tick the box: %(field)s") % {"field": name} if is_plain else text
    return _("%(field)s: %(problem)s") % {"field": name, "problem": text}
