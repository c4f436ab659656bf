"""Factor sets as tables, facts and histories."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mrv.core.models import AuditEvent, FactorSet
from mrv.library import words
from mrv.portal.components.flow import Event, Fact
from mrv.portal.components.tables import Cell, Column, Row, Table


def address(factor_set: FactorSet) -> str:
    """The page of a version."""
    return reverse("factors:set_version", args=[factor_set.code, factor_set.version])


def validity(factor_set: FactorSet) -> str:
    """Years of validity of a set."""
    last = factor_set.valid_to.year if factor_set.valid_to else None
    return words.validity(factor_set.valid_from.year, last)


def set_table(sets: Iterable[Any]) -> Table:
    """Released sets."""
    columns = [
        Column(_("Set"), is_wide=True),
        Column(_("Publisher")),
        Column(_("Purpose")),
        Column(_("Valid")),
        Column(_("Grade"), "code"),
        Column(_("Values"), "number"),
        Column(_("Flagged"), "number"),
    ]
    rows = [
        Row(
            [
                Cell(found.title, href=address(found), hint=str(found)),
                found.publisher,
                words.of(words.PURPOSES, found.purpose),
                validity(found),
                Cell(found.grade, hint=""),
                found.value_count,
                found.flagged_count or None,
            ]
        )
        for found in sets
    ]
    return Table(_("Released factor sets"), columns, rows, empty_title=_("No set is released yet"), is_sticky=True)


def proposal_table(sets: Iterable[Any]) -> Table:
    """Drafts, proposals and rejected versions."""
    columns = [
        Column(_("Set"), is_wide=True),
        Column(_("State"), "status"),
        Column(_("Values"), "number"),
        Column(_("Proposed by")),
        Column(_("Proposed"), "datetime"),
    ]
    rows = [
        Row(
            [
                Cell(found.title, href=address(found), hint=str(found)),
                found.state,
                found.value_count,
                str(found.proposed_by or ""),
                found.proposed_at,
            ]
        )
        for found in sets
    ]
    return Table(
        _("Drafts and proposals"),
        columns,
        rows,
        empty_title=_("Nothing is being prepared"),
        empty_text=_("Import a file to start a new version of a set."),
        empty_href=reverse("factors:new"),
        empty_action=_("Import a file"),
    )


def set_facts(found: FactorSet) -> list[Fact]:
    """Provenance of a version: who published, who proposed, who released, and its digest."""
    facts = [
        Fact(_("Set"), str(found), "code"),
        Fact(_("State"), found.state, "status"),
        Fact(_("Publisher"), found.publisher),
        Fact(_("Document"), found.document),
        Fact(_("Purpose"), words.of(words.PURPOSES, found.purpose)),
        Fact(_("Valid"), _days(found)),
        Fact(_("Grade"), words.of(words.GRADES, found.grade)),
        *_acts(found),
    ]
    if found.note:
        facts.append(Fact(_("Remarks"), found.note))
    if found.content_hash:
        facts.append(Fact(_("Digest of the content"), found.content_hash, "code", hint=_("SHA-256")))
    return facts


def _days(found: FactorSet) -> str:
    if found.valid_to is None:
        return _("from %(first)s") % {"first": found.valid_from}
    return _("%(first)s to %(last)s") % {"first": found.valid_from, "last": found.valid_to}


def _acts(found: FactorSet) -> list[Fact]:
    acts = (
        (_("Proposed"), found.proposed_at, found.proposed_by),
        (_("Released"), found.released_at, found.released_by),
    )
    return [Fact(label, at, "datetime", hint=str(by)) for label, at, by in acts if at is not None]


def version_table(versions: Sequence[FactorSet], current: FactorSet) -> Table:
    """All versions of a set; the one shown has no link."""
    columns = [
        Column(pgettext("factors", "Version")),
        Column(_("State"), "status"),
        Column(_("Proposed by")),
        Column(_("Released"), "date"),
        Column(_("Released by")),
    ]
    rows = [
        Row(
            [
                Cell(f"v{version.version}", href="" if version.pk == current.pk else address(version)),
                version.state,
                str(version.proposed_by or ""),
                version.released_at.date() if version.released_at else None,
                str(version.released_by or ""),
            ]
        )
        for version in versions
    ]
    return Table(_("Versions"), columns, rows, is_caption_hidden=True)


def history(found: FactorSet) -> list[Event]:
    """What was done with a version, from the ledger, newest first."""
    labels = {
        "import": pgettext("history", "Imported"),
        "propose": pgettext("history", "Proposed"),
        "release": pgettext("history", "Released"),
        "supersede": pgettext("history", "Superseded"),
        "reject": pgettext("history", "Rejected"),
    }
    events = list(AuditEvent.objects.about(found))[::-1]
    acts = [(event, event.action.rsplit(":", 1)[-1]) for event in events]
    return [
        Event(event.occurred_at, event.actor_name, labels[act], detail=event.reason)
        for event, act in acts
        if act in labels
    ]
