"""Purchased steam as declared: its state, the enthalpy of the tables, and what IAPWS-IF97 says of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from mrv.accounting.rounding import rule
from mrv.accounting.steam.tables import SteamCell, SteamError, SteamState
from mrv.accounting.units import parse_unit
from mrv.reference.steam import plausible_enthalpy, steam_state
from reporting.checks.declaration import Cell, Declaration, StreamCells
from reporting.checks.outcome import pointer

METHOD = "scope2.steam.purchased"
PRESSURE, TEMPERATURE, ENTHALPY = "steam_pressure", "steam_temperature", "enthalpy"
_UNITS = tuple(parse_unit(unit).factor for unit in ("MPa", "degC", "kJ/kg"))
_TWO, _NINE = rule("half_up_2"), rule("half_up_9")


@dataclass(frozen=True)
class Steam:
    """The steam of one stream in one period; pressure in MPa, temperature in degC, enthalpies in kJ/kg."""

    stream: str
    month: int | None
    pressure: Decimal | None
    temperature: Decimal | None
    declared: Decimal | None

    @cached_property
    def refusal(self) -> SteamError | None:
        """Why the tables do not give the enthalpy; None if they do, or are not asked."""
        try:
            _ = self.state
        except SteamError as error:
            return error
        return None

    @cached_property
    def state(self) -> SteamState | None:
        """What the tables say; None where the enthalpy is declared or no pressure is. SteamError."""
        if self.pressure is None or self.declared is not None:
            return None
        return steam_state(self.pressure, self.temperature)

    @property
    def used(self) -> Decimal | None:
        """The enthalpy that counts."""
        if self.declared is not None or self.refusal is not None or self.state is None:
            return self.declared
        return self.state.enthalpy_kj_per_kg

    @property
    def plausible(self) -> Decimal | None:
        """What IAPWS-IF97 gives for the state, where a pressure is declared."""
        return None if self.pressure is None else plausible_enthalpy(self.pressure, self.temperature)

    @property
    def misprints(self) -> tuple[SteamCell, ...]:
        """Printed states the enthalpy was taken from that contradict IAPWS-IF97."""
        return self.state.suspect_cells if self.refusal is None and self.state is not None else ()

    @property
    def place(self) -> str:
        """The cell a finding is about."""
        return pointer(self.stream, self.month, ENTHALPY if self.declared is not None else PRESSURE)


def steams(declaration: Declaration) -> Iterator[Steam]:
    """All purchased steam, by stream and period."""
    for stream in declaration.streams:
        if stream.method == METHOD:
            yield from _of(stream)


def _of(stream: StreamCells) -> Iterator[Steam]:
    names = (PRESSURE, TEMPERATURE, ENTHALPY)
    periods = {month for name, month in stream.cells if name in names}
    months: list[int | None] = [*sorted(month for month in periods if month is not None)]
    for month in months or list(periods):
        found = [stream.cells.get((name, month)) or stream.cells.get((name, None)) for name in names]
        yield Steam(stream.code, month, *(_in(cell, scale) for cell, scale in zip(found, _UNITS, strict=True)))


def _in(cell: Cell | None, scale: Fraction) -> Decimal | None:
    return None if cell is None else _NINE.apply(Fraction(cell.base) / scale)


def shown(value: Decimal) -> str:
    """An enthalpy for a sentence."""
    return f"{_TWO.apply(Fraction(value)):f}"
