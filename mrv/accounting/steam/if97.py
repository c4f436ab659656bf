"""Specific enthalpy of water and steam by IAPWS-IF97, to judge printed steam tables.

Source: IAPWS R7-97(2012): region 1 (liquid, equation 7), region 2 (steam, equations 15-17),
region 4 (saturation line, equations 30 and 31) and the boundary between regions 2 and 3
(equation 5). Region 3, near and above the critical point, is not computed: the answer is None
and a table cell there is left unjudged. Never used for a number of record.
"""

from decimal import Decimal

from mrv.accounting.rounding import CONTEXT
from mrv.accounting.steam.if97_table import BOUNDARY_23, REGION_1, REGION_2_IDEAL, REGION_2_RESIDUAL, SATURATION, Term

GAS_CONSTANT = Decimal("0.461526")  # kJ/(kg K)
ZERO_CELSIUS = Decimal("273.15")
REGION_1_LIMIT = Decimal("623.15")  # K
HIGHEST_TEMPERATURE = Decimal("1073.15")  # K
HIGHEST_PRESSURE = Decimal(100)  # MPa
CRITICAL_PRESSURE = Decimal("22.064")  # MPa
TRIPLE_PRESSURE = Decimal("0.000611213")  # MPa


def _derivative(terms: tuple[Term, ...], x: Decimal, y: Decimal) -> Decimal:
    """Derivative by y of the sum of n * x**I * y**J."""
    total = Decimal(0)
    for term in terms:
        if term.j and (x or not term.i):
            power = CONTEXT.multiply(CONTEXT.power(x, term.i), CONTEXT.power(y, term.j - 1))
            total = CONTEXT.add(total, term.n * term.j * power)
    return total


def saturation_temperature(pressure_mpa: Decimal) -> Decimal:
    """Temperature in degrees Celsius at which water boils; pressure from 0.000612 to 22.064 MPa."""
    if not TRIPLE_PRESSURE <= pressure_mpa <= CRITICAL_PRESSURE:
        raise ValueError(
            f"Water has no boiling point at {pressure_mpa} MPa; the line runs from 0.000612 to 22.064 MPa."
        )
    n = SATURATION
    beta = pressure_mpa.sqrt(CONTEXT).sqrt(CONTEXT)
    e = beta * beta + n[2] * beta + n[5]
    f = n[0] * beta * beta + n[3] * beta + n[6]
    g = n[1] * beta * beta + n[4] * beta + n[7]
    d = 2 * g / (-f - (f * f - 4 * e * g).sqrt(CONTEXT))
    shifted = n[9] + d
    return (shifted - (shifted * shifted - 4 * (n[8] + n[9] * d)).sqrt(CONTEXT)) / 2 - ZERO_CELSIUS


def _boundary_pressure(kelvin: Decimal) -> Decimal:
    """Pressure in MPa between region 2 and region 3, above 623.15 K."""
    return BOUNDARY_23[0] + BOUNDARY_23[1] * kelvin + BOUNDARY_23[2] * kelvin * kelvin


def _liquid(kelvin: Decimal, pressure: Decimal) -> Decimal:
    tau = CONTEXT.divide(Decimal(1386), kelvin)
    x = Decimal("7.1") - CONTEXT.divide(pressure, Decimal("16.53"))
    slope = _derivative(REGION_1, x, tau - Decimal("1.222"))
    return GAS_CONSTANT * 1386 * slope


def _steam(kelvin: Decimal, pressure: Decimal) -> Decimal:
    tau = CONTEXT.divide(Decimal(540), kelvin)
    ideal = _derivative(REGION_2_IDEAL, pressure, tau)
    residual = _derivative(REGION_2_RESIDUAL, pressure, tau - Decimal("0.5"))
    return GAS_CONSTANT * 540 * (ideal + residual)


def _is_steam(kelvin: Decimal, pressure: Decimal) -> bool | None:
    if kelvin > REGION_1_LIMIT:
        return pressure <= _boundary_pressure(kelvin) or None
    if pressure > CRITICAL_PRESSURE:
        return False
    return kelvin - ZERO_CELSIUS > saturation_temperature(pressure)


def enthalpy(temperature_c: Decimal, pressure_mpa: Decimal) -> Decimal | None:
    """Specific enthalpy in kJ/kg of the single phase at a state; None in region 3.

    Raises ValueError outside 0 to 800 degrees Celsius or 0.000612 to 100 MPa.
    """
    kelvin = temperature_c + ZERO_CELSIUS
    if not (ZERO_CELSIUS <= kelvin <= HIGHEST_TEMPERATURE and TRIPLE_PRESSURE <= pressure_mpa <= HIGHEST_PRESSURE):
        raise ValueError(
            f"{temperature_c} degC and {pressure_mpa} MPa lie outside IAPWS-IF97 (0-800 degC, up to 100 MPa)."
        )
    match _is_steam(kelvin, pressure_mpa):
        case None:
            return None
        case True:
            return +_steam(kelvin, pressure_mpa)
        case False:
            return +_liquid(kelvin, pressure_mpa)


def saturated_steam_enthalpy(pressure_mpa: Decimal) -> Decimal | None:
    """Specific enthalpy in kJ/kg of dry saturated steam; None above 16.529 MPa (region 3)."""
    kelvin = saturation_temperature(pressure_mpa) + ZERO_CELSIUS
    return None if kelvin > REGION_1_LIMIT else +_steam(kelvin, pressure_mpa)
