"""The steam tables of GB/T 32151.34-2024, Annex C, as the engine takes them."""

from decimal import Decimal
from functools import cache

from mrv.accounting.steam.tables import SaturatedSteam, SteamCell, SuperheatedSteam
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
    if temperature_c is None:
        return saturated_steam().at(pressure_mpa).enthalpy_kj_per_kg
    return superheated_steam().at(temperature_c, pressure_mpa).enthalpy_kj_per_kg
