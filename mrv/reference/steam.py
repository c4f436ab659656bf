"""The steam tables of GB/T 32151.34-2024, Annex C, as the engine takes them."""

from decimal import Decimal
from functools import cache

from mrv.accounting.steam.if97 import CRITICAL_PRESSURE, enthalpy, saturated_steam_enthalpy
from mrv.accounting.steam.tables import SaturatedSteam, SteamCell, SteamState, SuperheatedSteam
from mrv.reference.tables import FIXTURES, optional_decimal, parse_decimal, read_table


def load_steam_cells(name: str) -> tuple[SteamCell, ...]:
    """All printed cells of one table, in the order of the file."""
    path = FIXTURES / "steam" / name
    return tuple(
        SteamCell(
            pressure_mpa=parse_decimal(row["pressure_mpa"], name),
            temperature_c=parse_decimal(row["temperature_c"], name),
            enthalpy_kj_per_kg=parse_decimal(row["enthalpy_kj_per_kg"], name),
            check_kj_per_kg=optional_decimal(row["if97_kj_per_kg"], name),
            note=row["note"],
        )
        for row in read_table(path)
    )


@cache
def saturated_steam() -> SaturatedSteam:
    """Table C.4: dry saturated steam by pressure."""
    return SaturatedSteam(load_steam_cells("gbt32151_34_2024_c4.csv"))


@cache
def superheated_steam() -> SuperheatedSteam:
    """Table C.5: water and superheated steam by temperature and pressure."""
    return SuperheatedSteam(load_steam_cells("gbt32151_34_2024_c5.csv"))


def steam_enthalpy(pressure_mpa: Decimal, temperature_c: Decimal | None = None) -> Decimal:
    """Enthalpy in kJ/kg: saturated steam when no temperature is given, else the superheated table."""
    return steam_state(pressure_mpa, temperature_c).enthalpy_kj_per_kg


def steam_state(pressure_mpa: Decimal, temperature_c: Decimal | None = None) -> SteamState:
    """The state with the printed cells it was taken from; SteamError where the tables do not give it."""
    if temperature_c is None:
        return saturated_steam().at(pressure_mpa)
    return superheated_steam().at(temperature_c, pressure_mpa)


def source_of(state: SteamState, *, is_saturated: bool) -> str:
    """Where an enthalpy comes from, for the record: table, printed states, how it was interpolated."""
    table = "C.4" if is_saturated else "C.5"
    printed = "; ".join(
        f"{cell.pressure_mpa:f} MPa, {cell.temperature_c:f} degC: {cell.enthalpy_kj_per_kg:f}"
        for cell in state.end_points
    )
    how = f"interpolated ({state.algorithm}) between " if state.is_interpolated else ""
    return f"GB/T 32151.34-2024, table {table}, {how}{printed} kJ/kg"


def plausible_enthalpy(pressure_mpa: Decimal, temperature_c: Decimal | None = None) -> Decimal | None:
    """Enthalpy in kJ/kg by IAPWS-IF97, whatever the tables print; None where the formulation gives none."""
    try:
        if temperature_c is not None:
            return enthalpy(temperature_c, pressure_mpa)
        return saturated_steam_enthalpy(pressure_mpa) if pressure_mpa <= CRITICAL_PRESSURE else None
    except ValueError:
        return None
