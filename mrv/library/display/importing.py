"""What an import found and would do, as tables."""

from collections.abc import Iterable

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from mrv.core.factor_files.columns import TITLES
from mrv.core.factor_files.difference import Change
from mrv.core.services.factors.import_factor_set import ImportOutcome
from mrv.library import words
from mrv.library.names import fuel_names, name_of
from mrv.portal.components.flow import KeyNumber
from mrv.portal.components.tables import Cell, Column, DiffRow, Row, Table
from mrv.reference import FactorFact

MOST = 200


def outcome_numbers(outcome: ImportOutcome) -> list[KeyNumber]:
    """What the file holds against the version before."""
    difference = outcome.difference
    return [
        KeyNumber(
            _("Rows read"),
            outcome.row_count,
            "number",
            note=_("%(count)d unchanged") % {"count": difference.unchanged},
        ),
        KeyNumber(_("Wrong"), len(outcome.problems), "number"),
        KeyNumber(pgettext("factors", "Added"), len(difference.added), "number"),
        KeyNumber(pgettext("factors", "Changed"), len(difference.changed), "number"),
        KeyNumber(_("Removed"), len(difference.removed), "number"),
    ]


def changed_rows(changes: list[Change]) -> list[DiffRow]:
    """Values that differ, before and after, with what else changed about them."""
    listed = fuel_names(change.after.key for change in changes[:MOST])
    language = get_language() or "en"
    return [
        DiffRow(
            label=label_of(change.after, listed),
            before=change.before.value,
            after=change.after.value,
            unit=change.after.unit,
            cause=", ".join(TITLES[column].to(language) for column in change.columns),
        )
        for change in changes[:MOST]
    ]


def fact_table(facts: Iterable[FactorFact], caption: str) -> Table:
    """Values that only one version holds."""
    shown = list(facts)[:MOST]
    listed = fuel_names(fact.key for fact in shown)
    columns = [
        Column(_("Of"), is_wide=True), Column(_("Value")), Column(_("Unit")), Column(_("Place")), Column(_("Valid")),
        Column(_("Grade"), "code"),
    ]  # fmt: skip
    rows = [
        Row(
            [
                Cell(label_of(fact, listed), hint=words.variant(fact.kind, fact.sector)),
                fact.value_text,
                fact.unit,
                words.place(fact.geography),
                words.validity(fact.valid_from.year, fact.valid_to.year if fact.valid_to else None),
                fact.grade,
            ]
        )
        for fact in shown
    ]
    return Table(caption, columns, rows, is_sticky=True)


def label_of(fact: FactorFact, listed: dict[str, str]) -> str:
    """ "Anthracite · Net calorific value"."""
    name = name_of(fact.key, {"name_zh": fact.name_zh, "name_en": fact.name_en}, listed)
    return f"{name} \u00b7 {words.quantity_name(fact.parameter, fact.gas)}"
