"""Certificates as tables: what an enterprise holds and what is left, what a version allocates."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mrv.portal.components import Cell, Column, Row, Table
from reporting.forms.certificates import GENERATION, INSTRUMENTS, place_name
from reporting.models import CertificateAllocation, EnergyCertificate
from reporting.selectors.certificates import left_of


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


def _file(one: EnergyCertificate) -> Cell:
    return Cell(one.sha256[:12], href=file_href(one), hint=one.original_name)


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
