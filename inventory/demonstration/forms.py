"""Forms as a browser has them: read from the page, filled in, posted with every field the page put there."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from inventory.demonstration.doors import Answer, Door, DoorClosed

Attributes = dict[str, str]
NOT_TYPED = {"submit", "button", "file", "image", "reset"}


@dataclass
class PageForm:
    """One form of a page: where it posts to, what its fields hold, and the words beside its rows."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[str, list[str]]] = field(default_factory=list)

    def row(self, code: str) -> list[str]:
        """The names of the inputs of the row whose heading carries this code."""
        for words, names in self.rows:
            if code in words.replace(";", " ").split():
                return names
        raise DoorClosed(f"The page has no row for {code}.")


class _Reader(HTMLParser):
    """Collects the forms of a page; a heading of a table row names the inputs that follow it."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.forms: list[PageForm] = []
        self.form: PageForm | None = None
        self.heading: list[str] | None = None
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = PageForm(given.get("action") or self.path, given.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is not None:
            self._inside(tag, given, self.form)

    def _inside(self, tag: str, given: Attributes, form: PageForm) -> None:
        if tag == "input":
            self._input(given, form)
        elif tag == "th":
            self.heading = []
        elif tag == "select":
            self.select = given.get("name", "")
        elif tag == "option" and self.select:
            if "selected" in given or self.select not in form.fields:
                form.fields[self.select] = given.get("value", "")
        elif tag == "textarea":
            self.area = given.get("name", "")
            form.fields[self.area] = ""

    def _input(self, given: Attributes, form: PageForm) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if not name or kind in NOT_TYPED or (kind in {"checkbox", "radio"} and "checked" not in given):
            return
        form.fields[name] = given.get("value", "")
        if form.rows and kind == "text":
            form.rows[-1][1].append(name)

    def handle_data(self, data: str) -> None:
        if self.heading is not None:
            self.heading.append(data)
        elif self.area and self.form is not None:
            self.form.fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "th" and self.heading is not None and self.form is not None:
            self.form.rows.append((" ".join(self.heading), []))
            self.heading = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""
        elif tag == "form":
            self.form = None


def forms_of(text: str, path: str) -> list[PageForm]:
    """Every form of a page that was got from ``path``."""
    reader = _Reader(path)
    reader.feed(text)
    return reader.forms


def form_with(door: Door, path: str, name: str) -> PageForm:
    """The form of the page that has this field."""
    found = next((form for form in forms_of(door.page(path), path) if name in form.fields), None)
    if found is None:
        raise DoorClosed(f"GET {path}: the page has no form with the field {name}.")
    return found


def fill_in(door: Door, form: PageForm, **typed: str) -> Answer:
    """Post the form with what was typed over what stood there; names with a point come as ``a__b``."""
    return door.post_form(
        form.action, {**form.fields, **{name.replace("__", "."): text for name, text in typed.items()}}
    )
