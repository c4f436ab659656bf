"""A declaration as the rules of GB/T 32151.34 see it (mrv.accounting.rules.carbon_materials).

Contents of the furnace balances (5.2.2 to 5.2.4) say with each row what they refer to; a mass that says nothing is taken
as weighed, as received. Contents that the plan holds as constants were approved with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mrv.accounting.catalogue import all_methods
from mrv.accounting.errors import AccountingError
from mrv.accounting.rules.carbon_materials import (
    Basis,
    Component,
    ElectricitySource,
    FuelPath,
    MaterialContent,
    check_declaration,
)
from mrv.accounting.rules.carbon_materials import Declaration as CarbonDeclaration
from mrv.accounting.rules.conditions import BASES, COMPONENTS, expected_component, material_of
from mrv.accounting.rules.note import Note
from mrv.accounting.units import parse_unit
from reporting.checks.declaration import Cell, Declaration, StreamCells
from reporting.checks.outcome import pointer

OWN = "carbon_materials."
GRAPHITIZATION = "carbon_materials.graphitization"
HEAT, CONTENT = "carbon_materials.fuel.heat", "carbon_materials.fuel.carbon_content"
ELECTRICITY, FACTOR = "scope2.electricity.purchased", "emission_factor"
_MASS = parse_unit("t").dimension


def is_carbon_plant(declaration: Declaration) -> bool:
    """Whether the plan accounts by the standard at all."""
    return any(stream.method.startswith(OWN) for stream in declaration.streams)


def notes(declaration: Declaration, code: str) -> Iterator[Note]:
    """What one rule of the standard finds."""
    seen = CarbonDeclaration(
        fuels=tuple(_fuels(declaration)),
        electricity=tuple(_electricity(declaration)),
        other_activities=tuple(_transport(declaration)),
    )
    return (note for note in check_declaration(seen) if note.code == code)


@dataclass(frozen=True)
class Content:
    """A declared content of a furnace balance and where it stands."""

    stream: StreamCells
    parameter: str
    month: int | None
    cell: Cell

    @property
    def place(self) -> str:
        """The cell, for a check result."""
        return pointer(self.stream.code, self.month, self.parameter)

    @property
    def words(self) -> dict[str, str]:
        """What messages name."""
        return {
            "stream": self.stream.code,
            "parameter": self.parameter,
            "basis": self.cell.basis or "-",
            "component": self.cell.component or "-",
            "expected": str(expected_component(self.stream.method, self.parameter)),
        }


def contents(declaration: Declaration, code: str) -> Iterator[Content]:
    """Declared contents that one rule of the standard refuses, in the order of streams and months."""
    for stream in declaration.streams:
        cells = sorted(stream.cells.items(), key=lambda item: (item[0][0], item[0][1] or 0))
        for (parameter, month), cell in cells:
            found = Content(stream, parameter, month, cell)
            expected = expected_component(stream.method, parameter)
            if expected is not None and any(note.code == code for note in _judged(found, expected)):
                yield found


def _judged(found: Content, expected: Component) -> tuple[Note, ...]:
    _, given, analyzed = BASES.get(found.cell.basis, (None, Basis.UNKNOWN, Basis.RECEIVED))
    _, component = COMPONENTS.get(found.cell.component, (None, Component.UNKNOWN))
    content = MaterialContent(
        field=found.parameter,
        expected=expected,
        component=component,
        mass_basis=_mass_basis(found),
        content_basis=given,
        analyzed_basis=analyzed,
        conversion_evidence=found.cell.evidence_ref,
    )
    return check_declaration(CarbonDeclaration(materials=(content,)))


def _mass_basis(found: Content) -> Basis:
    material, cells = material_of(found.parameter), found.stream.cells
    mass = cells.get((material, found.month)) or cells.get((material, None))
    return BASES[mass.basis][1] if mass is not None and mass.basis else Basis.RECEIVED


def furnace_bodies(declaration: Declaration) -> Iterator[Content]:
    """Rows that count carbon of the furnace body into graphitization."""
    for stream in declaration.streams:
        for (parameter, month), cell in stream.cells.items():
            if stream.method == GRAPHITIZATION and cell.component == "furnace_body":
                yield Content(stream, parameter, month, cell)


def paths(declaration: Declaration, fuel: str) -> str:
    """The ways a fuel is accounted, for a message."""
    return ", ".join(sorted({path.value for one, path in _fuels(declaration) if one == fuel}))


def _fuels(declaration: Declaration) -> Iterator[tuple[str, FuelPath]]:
    for stream in declaration.streams:
        if not stream.fuel or stream.total(stream.activity_parameter) is None:
            continue
        if stream.method == HEAT:
            yield stream.fuel, FuelPath.HEAT
        elif stream.method == CONTENT:
            yield stream.fuel, FuelPath.MASS if _is_mass(stream) else FuelPath.VOLUME


def _is_mass(stream: StreamCells) -> bool:
    try:
        return parse_unit(stream.unit).dimension == _MASS
    except AccountingError:
        return False


def _electricity(declaration: Declaration) -> Iterator[ElectricitySource]:
    """Purchased electricity whose factor is stated as 0, with the evidence there is for it."""
    for stream in declaration.streams:
        if stream.method != ELECTRICITY or not stream.total(stream.activity_parameter):
            continue
        stated = [cell.quantity for (name, _), cell in stream.cells.items() if name == FACTOR]
        approved = stream.approved.get(FACTOR, {}).get("value", "")
        if 0 in stated or (approved and not approved.strip("0.")):
            certified = ("certificates",) if declaration.certified_mwh.get(stream.code) else ()
            named = tuple(cell.evidence_ref for cell in stream.cells.values() if cell.evidence_ref)
            yield ElectricitySource(stream.code, Decimal(0), (*certified, *named))


def _transport(declaration: Declaration) -> Iterator[str]:
    if is_carbon_plant(declaration):
        known = all_methods()
        for stream in declaration.streams:
            method = known.get(stream.method)
            if method is not None and method.family == "transport":
                yield stream.code
