"""A declaration as the rules of GB/T 32151.34 see it (mrv.accounting.rules.carbon_materials).

Basis and kind of measured contents (5.2.2 to 5.2.4) are fixed by the methods, which take as-received contents only.
"""

from collections.abc import Iterator
from decimal import Decimal

from mrv.accounting.catalogue import all_methods
from mrv.accounting.errors import AccountingError
from mrv.accounting.rules.carbon_materials import Declaration as CarbonDeclaration
from mrv.accounting.rules.carbon_materials import ElectricitySource, FuelPath, check_declaration
from mrv.accounting.rules.note import Note
from mrv.accounting.units import parse_unit
from reporting.checks.declaration import Declaration, StreamCells

OWN = "carbon_materials."
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
