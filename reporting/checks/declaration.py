"""What checks look at: the declaration of one version as plain values, with last year's and the plan beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from mrv.accounting.errors import AccountingError
from mrv.accounting.messages import Text
from mrv.accounting.units import parse_unit
from mrv.reference.templates import RequiredSource
from reporting.checks.peers import Peers

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Cell:
    """One declared quantity."""

    quantity: Decimal
    unit: str
    data_source: str = ""
    evidence_ref: str = ""
    basis: str = ""
    component: str = ""

    @cached_property
    def base(self) -> Fraction:
        """The quantity in base units, so that cells in different units compare; 0 for an unknown unit."""
        try:
            return Fraction(self.quantity) * parse_unit(self.unit).factor
        except AccountingError:
            return Fraction(0)


@dataclass(frozen=True)
class StreamCells:
    """One stream of the plan with its declared cells by parameter and month (None = the year)."""

    code: str
    activity_parameter: str
    unit: str
    measured: tuple[str, ...] = ()
    cells: Mapping[tuple[str, int | None], Cell] = field(default_factory=dict)
    method: str = ""
    fuel: str = ""
    furnace: str = ""
    approved: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    name: Text | None = None

    def months(self, parameter: str) -> dict[int, Cell]:
        """The monthly cells of a parameter."""
        return {m: cell for (name, m), cell in sorted(self.cells.items(), key=_by_month) if name == parameter and m}

    def year(self, parameter: str) -> Cell | None:
        """The cell for the whole year."""
        return self.cells.get((parameter, None))

    def total(self, parameter: str) -> Fraction | None:
        """The declared amount of the year in base units: the months if there are any, else the year's own cell."""
        months = self.months(parameter)
        if months:
            return sum((cell.base for cell in months.values()), Fraction(0))
        whole = self.year(parameter)
        return whole.base if whole else None

    def parameters(self) -> list[str]:
        """Parameters with at least one cell."""
        return sorted({name for name, _ in self.cells})


def _by_month(item: tuple[tuple[str, int | None], Cell]) -> tuple[str, int]:
    return item[0][0], item[0][1] or 0


@dataclass(frozen=True)
class Declaration:
    """Everything the checks of one version need. ``last_year`` holds amounts in base units by stream code.

    ``certified_mwh``: electricity covered by certificates, by stream; ``shared_certificates``: certificates whose file
    other enterprises put forward too, with how many; ``outdated_certificates``: stream and number of those the rule in
    force would refuse. ``missing_sources``: what the sector template asks for besides.
    """

    facility_code: str
    compliance_year: int
    today: date
    opened: date
    closed: date | None
    streams: tuple[StreamCells, ...]
    last_year: Mapping[str, Fraction] = field(default_factory=dict)
    evidence: frozenset[str] = frozenset()
    certified_mwh: Mapping[str, Decimal] = field(default_factory=dict)
    shared_certificates: Mapping[str, int] = field(default_factory=dict)
    outdated_certificates: tuple[tuple[str, str], ...] = ()
    template_code: str = ""
    missing_sources: tuple[RequiredSource, ...] = ()
    peers: Peers | None = None
    product_peers: tuple[Peers, ...] = ()

    @cached_property
    def stream_names(self) -> Mapping[str, Text]:
        """What the plan calls its streams, by code."""
        return {stream.code: stream.name for stream in self.streams if stream.name}
