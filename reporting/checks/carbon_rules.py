"""A declaration as the rules of GB/T 32151.34 see it (mrv.accounting.rules.carbon_materials).

Contents of the furnace balances (5.2.2 to 5.2.4) say what they refer to, with each declared row and with each constant
of the plan; a mass that says nothing is taken as weighed, as received.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from mrv.accounting.catalogue import all_methods
from mrv.accounting.errors import AccountingError
from mrv.accounting.rules.carbon_materials import (
    Component,
    ElectricitySource,
    FuelPath,
    FuelUse,
    check_declaration,
)
from mrv.accounting.rules.carbon_materials import Declaration as CarbonDeclaration
from mrv.accounting.rules.conditions import content_notes, expected_component, material_of
from mrv.accounting.rules.note import Note
from mrv.accounting.units import parse_unit
from reporting.checks.declaration import Cell, Declaration, StreamCells
from reporting.checks.outcome import pointer

OWN = "carbon_materials."
GRAPHITIZATION = "carbon_materials.graphitization"
HEAT, CONTENT = "carbon_materials.fuel.heat", "carbon_materials.fuel.carbon_content"
ELECTRICITY, FACTOR = "scope2.electricity.purchased", "emission_factor"
#: Bases of a mass that the balances take.
TAKEN = ("as_received", "converted")
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
        for found in _stated(stream):
            expected = expected_component(stream.method, found.parameter)
            if expected is not None and any(note.code == code for note in _judged(found, expected)):
                yield found


def _stated(stream: StreamCells) -> Iterator[Content]:
    """Declared cells, then constants of the plan where the stream takes part at all."""
    for (parameter, month), cell in sorted(stream.cells.items(), key=lambda item: (item[0][0], item[0][1] or 0)):
        yield Content(stream, parameter, month, cell)
    if stream.total(stream.activity_parameter) is not None:
        for parameter, constant in sorted(stream.approved.items()):
            if (parameter, None) not in stream.cells:
                yield Content(stream, parameter, None, constant_cell(constant))


def constant_cell(constant: Mapping[str, str]) -> Cell:
    """A constant of the plan as a cell; its source is the evidence that was approved with it."""
    try:
        value = Decimal(constant.get("value", "0"))
    except InvalidOperation:
        value = Decimal(0)
    basis, component = constant.get("basis", ""), constant.get("component", "")
    return Cell(value, constant.get("unit", "1"), "plan", constant.get("source", ""), basis, component)


def _judged(found: Content, expected: Component) -> tuple[Note, ...]:
    cell = found.cell
    return content_notes(
        found.parameter,
        expected,
        basis=cell.basis,
        component=cell.component,
        evidence=cell.evidence_ref,
        mass_basis=_mass_basis(found),
    )


def _mass_basis(found: Content) -> str:
    """The basis of the mass a content refers to: of its month, of any month for a constant, else of the plan."""
    material, stream = material_of(found.parameter), found.stream
    months = [cell.basis for (name, month), cell in stream.cells.items() if name == material and _meet(found, month)]
    stated = [basis for basis in months if basis]
    if months:
        return next((basis for basis in stated if basis not in TAKEN), stated[0] if stated else "")
    return stream.approved.get(material, {}).get("basis", "")


def _meet(found: Content, month: int | None) -> bool:
    return month is None or found.month is None or month == found.month


def furnace_bodies(declaration: Declaration) -> Iterator[Content]:
    """Rows that count carbon of the furnace body into graphitization."""
    for stream in declaration.streams:
        if stream.method == GRAPHITIZATION:
            yield from (found for found in _stated(stream) if found.cell.component == "furnace_body")


def paths(declaration: Declaration, fuel: str) -> str:
    """The ways a fuel is accounted, for a message."""
    return ", ".join(sorted({use.path.value for use in _fuels(declaration) if use.fuel == fuel}))


def _fuels(declaration: Declaration) -> Iterator[FuelUse]:
    for stream in declaration.streams:
        if not stream.fuel or stream.total(stream.activity_parameter) is None:
            continue
        if stream.method == HEAT:
            yield FuelUse(stream.fuel, FuelPath.HEAT, stream.furnace)
        elif stream.method == CONTENT:
            yield FuelUse(stream.fuel, FuelPath.MASS if _is_mass(stream) else FuelPath.VOLUME, stream.furnace)


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
