"""Certificates as tables: what an enterprise holds and what is left, what a version allocates."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mrv.portal.components import Cell, Column, Row, Table
from reporting.forms.certificates import GENERATION, INSTRUMENTS, place_name
from reporting.models import CertificateAllocation, CertificateRule, EnergyCertificate
from reporting.selectors.certificates import Offer, Recheck, left_of
from reporting.services.allocate_certificate import refusal_words

BOUNDARIES = {
    "nation": gettext_lazy("Generated in the nation"),
    "province": gettext_lazy("Generated in the province of the facility"),
    "any": gettext_lazy("Generated anywhere"),
}


def file_href(one: EnergyCertificate) -> str:
    """Where its file is downloaded."""
    return reverse("reporting:certificate_file", args=[one.public_id])


def period_of(one: EnergyCertificate) -> str:
    """Its period of generation."""
    return f"{date_format(one.first_date, 'SHORT_DATE_FORMAT')} – {date_format(one.last_date, 'SHORT_DATE_FORMAT')}"


def certificate_table(certificates: Sequence[EnergyCertificate]) -> Table:
    """One row per certificate, with what can still be allocated."""
    left = left_of(certificates)
    columns = [
        Column(_("Number"), is_wide=True),
        Column(_("Generation"), is_wide=True),
        Column(_("Period")),
        Column(_("Electricity, MWh"), "number"),
        Column(_("Left, MWh"), "number"),
        Column(_("File"), "code"),
    ]
    rows = [
        Row([*_facts(one), one.volume_mwh.normalize(), left[one.pk].normalize(), _file(one)]) for one in certificates
    ]
    empty = _("Enter certificates and green-power contracts once, then allocate them to the electricity of a report.")
    return Table(_("Certificates"), columns, rows, empty_title=_("No certificate yet"), empty_text=empty)


def _facts(one: EnergyCertificate) -> list[object]:
    kind = f"{INSTRUMENTS[one.instrument]} · {one.issuer}"
    return [
        Cell(str(one), hint=kind),
        Cell(GENERATION[one.generation], hint=place_name(one.geography)),
        period_of(one),
    ]


def reach_words(rule: CertificateRule) -> str:
    """Where and when electricity must have been generated."""
    words = [str(BOUNDARIES[rule.boundary])]
    if rule.months_before or rule.months_after:
        months = ngettext(
            "from %(before)s month(s) before the year to %(after)s after it",
            "from %(before)s month(s) before the year to %(after)s after it",
            rule.months_before,
        )
        words.append(months % {"before": rule.months_before, "after": rule.months_after})
    else:
        words.append(_("within the year"))
    return _(", ").join(words)


def rule_words(rule: CertificateRule) -> str:
    """A rule in one sentence, with its document."""
    words = [reach_words(rule)]
    if rule.is_set:
        words.append(f"{rule.source} ({_('version %(number)s') % {'number': rule.version}})")
    return _(", ").join(words)


def refused_table(offer: Offer, year: int) -> Table:
    """Certificates that cannot serve the report, each with the reason."""
    columns = [
        Column(_("Number"), is_wide=True),
        Column(_("Generation"), is_wide=True),
        Column(_("Period")),
        Column(_("Why not"), is_wide=True),
    ]
    rows = [
        Row([*_facts(one), refusal_words(code, one, year=year, left=offer.left[one.pk])])
        for one, code in offer.refused
    ]
    return Table(_("Certificates that cannot serve this report"), columns, rows)


def recheck_table(found: Sequence[Recheck], names: dict[str, str], year: int) -> Table:
    """Allocations of an earlier rule against the one in force, with what taking one out would change."""
    columns = [
        Column(_("Certificate"), is_wide=True),
        Column(_("Purchased electricity"), is_wide=True),
        Column(_("Judged by"), is_wide=True),
        Column(_("By the rule in force"), is_wide=True),
        Column(_("Electricity, MWh"), "number"),
        Column(_("Market-based, change in t CO₂"), "number", places=2),
    ]
    rows = [Row(_recheck(one, names, year), key=str(one.allocation.public_id)) for one in found]
    return Table(_("Certificates against the rule in force"), columns, rows)


def _recheck(one: Recheck, names: dict[str, str], year: int) -> list[object]:
    held = one.allocation
    words = _("Stays") if one.serves else refusal_words(one.refused, held.certificate, year=year)
    return [
        Cell(str(held.certificate), hint=place_name(held.certificate.geography)),
        Cell(names.get(held.stream_code, held.stream_code), hint=held.stream_code),
        rule_words(held.rule or CertificateRule(first_year=0)),
        words,
        held.volume_mwh.normalize(),
        0 if one.serves else one.change_t,
    ]


def _file(one: EnergyCertificate) -> Cell:
    return Cell(one.original_name or one.sha256[:12], href=file_href(one), hint=one.sha256[:12])


def allocation_table(held: Sequence[CertificateAllocation], names: dict[str, str]) -> Table:
    """One row per allocation of a version."""
    columns = [
        Column(_("Certificate"), is_wide=True),
        Column(_("Generation"), is_wide=True),
        Column(_("Purchased electricity"), is_wide=True),
        Column(_("Electricity, MWh"), "number"),
        Column(_("Cancellation record")),
        Column(_("File"), "code"),
    ]
    rows = [Row(_allocation(one, names), key=str(one.public_id)) for one in held]
    return Table(_("Allocated certificates"), columns, rows, empty_title=_("No certificate is allocated"))


def _allocation(one: CertificateAllocation, names: dict[str, str]) -> list[object]:
    held = one.certificate
    return [
        Cell(str(held), hint=INSTRUMENTS[held.instrument]),
        Cell(GENERATION[held.generation], hint=f"{place_name(held.geography)} · {period_of(held)}"),
        Cell(names.get(one.stream_code, one.stream_code), hint=one.stream_code),
        one.volume_mwh.normalize(),
        Cell(one.retirement_reference, hint=date_format(one.retired_date, "SHORT_DATE_FORMAT")),
        _file(held),
    ]
