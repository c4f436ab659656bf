"""Enthalpy of steam from the printed tables, with linear interpolation between neighbors.

Source: GB/T 32151.34-2024, 5.2.6.2 and Annex C, tables C.4 (saturated) and C.5 (superheated):
a state between the printed ones is interpolated between the nearest pressures and temperatures.
A state outside the tables is refused. So is one whose neighbors lie on both sides of the boiling
line, because a straight line between water and steam means nothing. Values are used as printed;
a cell known to be misprinted says so in the answer.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.errors import AccountingError, problem
from mrv.accounting.rounding import to_decimal
from mrv.accounting.steam.if97 import CRITICAL_PRESSURE, TRIPLE_PRESSURE, saturation_temperature

ALGORITHM = "linear-1"


class SteamError(AccountingError):
    """A steam state whose enthalpy the tables do not give."""


@dataclass(frozen=True, slots=True)
class SteamCell:
    """One printed state; `check_kj_per_kg` is the IAPWS-IF97 value of a cell that is misprinted."""

    pressure_mpa: Decimal
    temperature_c: Decimal
    enthalpy_kj_per_kg: Decimal
    check_kj_per_kg: Decimal | None = None
    note: str = ""

    @property
    def is_suspect(self) -> bool:
        """Whether the printed enthalpy contradicts IAPWS-IF97."""
        return self.check_kj_per_kg is not None


@dataclass(frozen=True, slots=True)
class SteamState:
    """An answer: the state, the printed cells it was taken from, and how."""

    pressure_mpa: Decimal
    temperature_c: Decimal
    enthalpy_kj_per_kg: Decimal
    end_points: tuple[SteamCell, ...]

    @property
    def is_interpolated(self) -> bool:
        """Whether the state lies between printed ones."""
        return len(self.end_points) > 1

    @property
    def algorithm(self) -> str:
        """Identifier of the way the value was found, stored beside it."""
        return ALGORITHM if self.is_interpolated else "printed"

    @property
    def suspect_cells(self) -> tuple[SteamCell, ...]:
        """End points whose printed value contradicts IAPWS-IF97."""
        return tuple(cell for cell in self.end_points if cell.is_suspect)


def _neighbors(axis: Sequence[Decimal], value: Decimal, name: str, unit: str) -> tuple[Decimal, Decimal]:
    if not value.is_finite() or not axis[0] <= value <= axis[-1]:
        raise SteamError(problem("steam_outside", name, value=value, unit=unit, minimum=axis[0], maximum=axis[-1]))
    index = bisect_left(axis, value)
    if axis[index] == value:
        return value, value
    return axis[index - 1], axis[index]


def _share(low: Decimal, high: Decimal, value: Decimal) -> Fraction:
    return Fraction(0) if low == high else Fraction(value - low) / Fraction(high - low)


class SaturatedSteam:
    """Table C.4: temperature and enthalpy of dry saturated steam by pressure."""

    def __init__(self, cells: Sequence[SteamCell]) -> None:
        self._cells: Mapping[Decimal, SteamCell] = {cell.pressure_mpa: cell for cell in cells}
        if len(self._cells) != len(cells):
            raise ValueError("A saturated-steam table gives each pressure once.")
        self._axis = sorted(self._cells)

    def at(self, pressure_mpa: Decimal) -> SteamState:
        """State at a pressure in MPa; raise SteamError outside the printed range."""
        low, high = (self._cells[p] for p in _neighbors(self._axis, pressure_mpa, "pressure", "MPa"))
        share = _share(low.pressure_mpa, high.pressure_mpa, pressure_mpa)
        return SteamState(
            pressure_mpa=pressure_mpa,
            temperature_c=_between(low.temperature_c, high.temperature_c, share),
            enthalpy_kj_per_kg=_between(low.enthalpy_kj_per_kg, high.enthalpy_kj_per_kg, share),
            end_points=(low,) if low is high else (low, high),
        )


def _between(low: Decimal, high: Decimal, share: Fraction) -> Decimal:
    return to_decimal(Fraction(low) + (Fraction(high) - Fraction(low)) * share)


def _is_liquid(cell: SteamCell) -> bool | None:
    """Whether a printed state is water; None above the critical pressure, where no boundary exists."""
    if not TRIPLE_PRESSURE <= cell.pressure_mpa <= CRITICAL_PRESSURE:
        return None
    return cell.temperature_c < saturation_temperature(cell.pressure_mpa)


class SuperheatedSteam:
    """Table C.5: enthalpy of water and superheated steam by temperature and pressure."""

    def __init__(self, cells: Sequence[SteamCell]) -> None:
        self._cells: Mapping[tuple[Decimal, Decimal], SteamCell] = {
            (c.temperature_c, c.pressure_mpa): c for c in cells
        }
        self._temperatures = sorted({cell.temperature_c for cell in cells})
        self._pressures = sorted({cell.pressure_mpa for cell in cells})
        if len(self._cells) != len(cells) or len(cells) != len(self._temperatures) * len(self._pressures):
            raise ValueError("A superheated-steam table gives each pair of temperature and pressure once.")

    def at(self, temperature_c: Decimal, pressure_mpa: Decimal) -> SteamState:
        """State at a temperature in degrees Celsius and a pressure in MPa."""
        t_low, t_high = _neighbors(self._temperatures, temperature_c, "temperature", "degC")
        p_low, p_high = _neighbors(self._pressures, pressure_mpa, "pressure", "MPa")
        corners = tuple(dict.fromkeys(self._cells[t, p] for t in (t_low, t_high) for p in (p_low, p_high)))
        self._refuse_mixed_phases(corners, temperature_c, pressure_mpa)
        share_t, share_p = _share(t_low, t_high, temperature_c), _share(p_low, p_high, pressure_mpa)
        cool, hot = (
            Fraction(
                _between(self._cells[t, p_low].enthalpy_kj_per_kg, self._cells[t, p_high].enthalpy_kj_per_kg, share_p)
            )
            for t in (t_low, t_high)
        )
        return SteamState(pressure_mpa, temperature_c, to_decimal(cool + (hot - cool) * share_t), corners)

    @staticmethod
    def _refuse_mixed_phases(corners: Sequence[SteamCell], temperature_c: Decimal, pressure_mpa: Decimal) -> None:
        if {True, False} <= {_is_liquid(cell) for cell in corners}:
            raise SteamError(
                problem("steam_two_phases", "temperature", temperature=temperature_c, pressure=pressure_mpa)
            )
