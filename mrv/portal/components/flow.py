"""Values of the flow components: task list, tabs, facts, key numbers, timeline, pager, receipt, progress."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from mrv.portal.components.text import Text


@dataclass(frozen=True)
class Task:
    """One line of a task list: what to do, where, and how far it is (a code of ``mrv.portal.states``)."""

    title: Text
    state: str
    href: str = ""
    hint: Text = ""


@dataclass(frozen=True)
class TaskGroup:
    """A numbered part of a task list."""

    title: Text
    tasks: Sequence[Task]


@dataclass(frozen=True)
class Tab:
    """One tab, a link; ``count`` shows beside the label."""

    label: Text
    href: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Fact:
    """One line of a definition list. ``kind`` is text, tonnes, number, date, datetime, code or state."""

    label: Text
    value: object
    kind: str = "text"
    href: str = ""
    hint: Text = ""
    unit: Text = ""


@dataclass(frozen=True)
class KeyNumber:
    """One headline number. ``kind`` is tonnes (of ``gas``), number or text; ``change`` is a signed per cent."""

    label: Text
    value: Decimal | int | str | None
    kind: str = "tonnes"
    unit: Text = ""
    places: int | None = None
    note: Text = ""
    change: Decimal | None = None
    change_label: Text = ""
    href: str = ""
    gas: str = "CO2e"

    @property
    def direction(self) -> str:
        """up, down or same, for the arrow beside the change."""
        if not self.change:
            return "same"
        return "up" if self.change > 0 else "down"


@dataclass(frozen=True)
class Event:
    """One entry of a history: when, who, what; newest first is the caller's order."""

    at: datetime
    by: Text
    title: Text
    detail: Text = ""
    state: str = ""
    href: str = ""


@dataclass(frozen=True)
class Pager:
    """Links of keyset paging; an empty address hides the link."""

    shown: int
    next_href: str = ""
    previous_href: str = ""
    first_href: str = ""
    total: int | None = None


@dataclass(frozen=True)
class Problem:
    """One entry of an error summary that is not a form field: the text and the cell or field it links to."""

    text: Text
    href: str = ""


@dataclass(frozen=True)
class Receipt:
    """The confirmation after an act that counts: what happened, its reference, what happens next."""

    title: Text
    reference_label: Text
    reference: str
    facts: Sequence[Fact] = ()
    next_steps: Sequence[Text] = ()


@dataclass(frozen=True)
class Progress:
    """A background job as shown: ``poll_href`` answers this same component while the job runs."""

    title: Text
    state: str
    done: int
    total: int
    poll_href: str = ""
    result_href: str = ""
    result_label: Text = ""
    messages: Sequence[Text] = field(default_factory=tuple)

    @property
    def is_over(self) -> bool:
        """Whether polling stops."""
        return self.state in {"succeeded", "failed", "parked"}

    @property
    def percent(self) -> int:
        """Whole per cent done."""
        return 100 * self.done // self.total if self.total else 0
