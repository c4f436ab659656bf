"""Validation rules of GB/T 32151.34-2024 (carbon materials) about a declaration as a whole.

Clauses: 4.1 (other activities and transport follow their own standards), 5.2.1 (a fuel is accounted by one
of mass, volume or heat; furnaces that are told apart may differ), 5.2.2 to 5.2.4 with tables B.3 to B.5 (as-received basis; fixed carbon and volatile
matter; the furnace body is not part of EG), 5.2.5.2 and table B.7 (components up to 100 %), 5.2.6 and
Annexes C and D (steam tables; evidence for a zero factor). Ranges and signs of single inputs are refused by
the methods themselves, and defaults that stand in are named by the notices of a result.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from mrv.accounting.messages import Text
from mrv.accounting.rules.note import Note, Severity
from mrv.accounting.steam.tables import SteamState

STANDARD = "GB/T 32151.34-2024"


class Basis(StrEnum):
    """State of a material a figure refers to."""

    RECEIVED = "as_received"
    DRY = "dry"
    OTHER = "other"
    UNKNOWN = "unknown"


class Component(StrEnum):
    """What a content is a content of."""

    FIXED_CARBON = "fixed_carbon"
    VOLATILE_MATTER = "volatile_matter"
    TOTAL_CARBON = "total_carbon"
    UNKNOWN = "unknown"


class FuelPath(StrEnum):
    """How a fuel is accounted: equations (1), (2) and (3)."""

    VOLUME = "volume"
    MASS = "mass"
    HEAT = "heat"


@dataclass(frozen=True, slots=True)
class MaterialContent:
    """A content that enters equations (6) to (8), with the basis of the mass and of the analysis."""

    field: str
    expected: Component
    component: Component = Component.UNKNOWN
    mass_basis: Basis = Basis.UNKNOWN
    content_basis: Basis = Basis.UNKNOWN
    analyzed_basis: Basis = Basis.RECEIVED
    conversion_evidence: str = ""


class FuelUse(NamedTuple):
    """A fuel, how it is accounted, and the furnace that burns it (blank: not said)."""

    fuel: str
    path: FuelPath
    furnace: str = ""


@dataclass(frozen=True, slots=True)
class ElectricitySource:
    """Purchased electricity of one supply, with the evidence Annex D asks for."""

    field: str
    emission_factor: Decimal
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a carbon material producer declares, beside the amounts."""

    fuels: tuple[FuelUse, ...] = ()
    materials: tuple[MaterialContent, ...] = ()
    electricity: tuple[ElectricitySource, ...] = ()
    other_activities: tuple[str, ...] = ()
    furnace_body_loss_counted: bool = False


def _error(code: str, field: str, en: str, zh: str) -> Note:
    return Note(code, Severity.ERROR, field, Text(en, zh), source=STANDARD)


def _fuel_paths(declaration: Declaration) -> Iterator[Note]:
    uses: dict[str, list[FuelUse]] = defaultdict(list)
    for use in declaration.fuels:
        uses[use.fuel].append(use)
    for fuel, found in uses.items():
        if _doubled(found):
            ways = ", ".join(sorted({use.path for use in found}))
            yield _error(
                "fuel_counted_twice",
                fuel,
                f"{fuel} is accounted by {ways} at once. Keep one of them (5.2.1).",
                f"{fuel} 同时按多种路径（{ways}）核算，请只保留一种（5.2.1）。",
            )


def _doubled(uses: Iterable[FuelUse]) -> bool:
    """Two ways at one furnace, or at furnaces that nobody told apart."""
    by_furnace: dict[str, set[FuelPath]] = defaultdict(set)
    for use in uses:
        by_furnace[use.furnace].add(use.path)
    everywhere = set().union(*by_furnace.values())
    return len(everywhere) > 1 and ("" in by_furnace or any(len(paths) > 1 for paths in by_furnace.values()))


def _content(content: MaterialContent) -> Iterator[Note]:
    field = content.field
    if content.component is not content.expected:
        yield _error(
            "component_kind",
            field,
            f"{field} is given as {content.component}; the equation takes {content.expected}, as received (5.2.2-5.2.4).",
            f"{field} 填报的是 {content.component}，公式要求收到基的 {content.expected}（5.2.2-5.2.4）。",
        )
    if content.mass_basis is not Basis.RECEIVED or content.content_basis is not Basis.RECEIVED:
        yield _error(
            "material_basis",
            field,
            f"{field}: mass is {content.mass_basis}, content is {content.content_basis}. Bring both to as received.",
            f"{field}：物料量为 {content.mass_basis}，含量为 {content.content_basis}，应统一为收到基。",
        )
    if content.analyzed_basis is not Basis.RECEIVED and not content.conversion_evidence:
        yield _error(
            "basis_conversion",
            field,
            f"{field} was analyzed {content.analyzed_basis}; give the moisture and how it was converted.",
            f"{field} 按 {content.analyzed_basis} 检测，请提供水分及换算依据。",
        )


def _electricity(source: ElectricitySource) -> Iterator[Note]:
    if source.emission_factor == 0 and not source.evidence:
        yield _error(
            "green_power_evidence",
            source.field,
            f"{source.field} takes the factor 0 without evidence. Attach contract and settlement or certificates, "
            "or the monthly records of own generation (Annex D).",
            f"{source.field} 采用零因子但缺少证明。请提供合同及结算凭证、绿证，或自发自用月度原始记录（附录 D）。",
        )


def check_declaration(declaration: Declaration) -> tuple[Note, ...]:
    """Return every finding about a declaration, errors and prompts alike."""
    notes = list(_fuel_paths(declaration))
    for content in declaration.materials:
        notes.extend(_content(content))
    for source in declaration.electricity:
        notes.extend(_electricity(source))
    if declaration.furnace_body_loss_counted:
        notes.append(
            _error(
                "furnace_body_loss",
                "graphitization",
                "The oxidation of carbon parts of the furnace body does not belong to graphitization (5.2.4).",
                "石墨化炉本身炭质材料的氧化烧损不计入石墨化排放（5.2.4）。",
            )
        )
    notes.extend(_other_standard(activity) for activity in declaration.other_activities)
    return tuple(notes)


def _other_standard(activity: str) -> Note:
    return Note(
        "other_standard",
        Severity.WARNING,
        activity,
        Text(
            f"{activity} is not covered by {STANDARD}. Account for it by its own standard; it is not merged here.",
            f"{activity} 不在 {STANDARD} 范围内，请按相应标准核算，不并入本结果（4.1）。",
        ),
        source=f"{STANDARD} 4.1",
    )


def notes_on_steam(states: Iterable[SteamState]) -> tuple[Note, ...]:
    """Return a note for every interpolated state and every misprinted cell that was used."""
    notes: list[Note] = []
    for state in states:
        kept = tuple(
            f"{cell.pressure_mpa} MPa, {cell.temperature_c} degC, {cell.enthalpy_kj_per_kg} kJ/kg"
            for cell in state.end_points
        )
        if state.is_interpolated:
            text = Text("The enthalpy is interpolated between printed states.", "焓值由相邻表列状态内插得到。")
            notes.append(Note("steam_interpolated", Severity.INFO, "enthalpy", text, keep=(*kept, state.algorithm)))
        notes.extend(
            Note(
                "steam_misprint",
                Severity.WARNING,
                "enthalpy",
                Text(
                    f"The table prints {cell.enthalpy_kj_per_kg} kJ/kg where IAPWS-IF97 gives {cell.check_kj_per_kg}.",
                    f"表列焓值 {cell.enthalpy_kj_per_kg} kJ/kg 与 IAPWS-IF97 的 {cell.check_kj_per_kg} 不符，请核实。",
                ),
            )
            for cell in state.suspect_cells
        )
    return tuple(notes)
