"""Slips seen in published inventories, recognized by the number they leave behind.

Each function compares what was declared with what can be computed and, when the difference has a known cause,
returns the problem that names it. Unknown differences give the plain one. Comparison allows for the rounding of
the declared number: half a unit of its last printed digit, relative to the factor looked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.errors import Problem, problem
from mrv.accounting.gwp import GwpSet
from mrv.accounting.messages import Text
from mrv.accounting.rounding import decimal_text, exact_sum


@dataclass(frozen=True, slots=True)
class Slip:
    """A ratio of declared to computed and the mistake that gives it."""

    ratio: Fraction
    cause: Text


def _slip(ratio: str, en: str, zh: str) -> Slip:
    return Slip(Fraction(ratio), Text(en, zh))


#: The reciprocal of each ratio is looked for as well.
SLIPS: tuple[Slip, ...] = (
    _slip(
        "1000", "a factor of 1000: t and kg, MWh and kWh, GJ and MJ", "相差 1000 倍：吨与千克、MWh 与 kWh、GJ 与 MJ"
    ),
    _slip("10000", "a factor of 10,000: 10^4 units and single units", "相差 1 万倍：万单位与单位混用"),
    _slip("10", "a factor of 10: MWh and 10^4 kWh", "相差 10 倍：MWh 与万千瓦时"),
    _slip("100", "a factor of 100: percent and fraction", "相差 100 倍：百分数与小数"),
    _slip("44/12", "carbon and carbon dioxide (44/12)", "碳与二氧化碳（44/12）"),
    _slip("56/40", "MgO calculated with the 44/56 of CaO instead of 44/40", "MgO 误用 CaO 的 44/56（应为 44/40）"),
    _slip("3.6", "GJ and MWh (3.6)", "GJ 与 MWh（3.6）"),
    _slip("4.1868", "kJ and kcal (4.1868)", "kJ 与 kcal（4.1868）"),
    _slip("29.3076", "GJ and tonnes of coal equivalent (29.3076)", "GJ 与吨标准煤（29.3076）"),
    _slip("0.90718474", "short tons and tonnes (0.907)", "短吨与吨（0.907）"),
    _slip("29315/27315", "gas volumes at 20 C and at 0 C (1.073)", "20 ℃ 与 0 ℃ 气体体积（1.073）"),
)


def total_problem(parts: Sequence[Decimal], declared: Decimal, *, field: str) -> Problem | None:
    """Return the problem of a declared total that is not the sum of its parts, within the rounding of all."""
    computed = exact_sum(parts)
    tolerance = sum((_half_unit(part) for part in parts), Fraction(0)) + _half_unit(declared)
    if abs(Fraction(declared) - Fraction(computed)) <= tolerance:
        return None
    return problem("trap_total", field, declared=f"{declared:f}", computed=f"{computed:f}", count=len(parts))


def shares_problem(shares: Mapping[str, Fraction], *, field: str) -> Problem | None:
    """Return the problem of a blend or mix whose shares do not add up to 100 %."""
    total = sum(shares.values(), Fraction(0))
    if total == 1:
        return None
    listed = ", ".join(f"{name} {decimal_text(share * 100, 6)} %" for name, share in shares.items())
    return problem("trap_shares", field, total=decimal_text(total * 100, 6), shares=listed)


def co2e_problem(masses_t: Mapping[str, Decimal], declared: Decimal, gwp: GwpSet, *, field: str) -> Problem | None:
    """Return the problem of a declared CO2e: above all, masses added without their GWP."""
    computed = sum((Fraction(mass) * Fraction(gwp.of(gas)) for gas, mass in masses_t.items()), Fraction(0))
    if abs(Fraction(declared) - computed) <= _half_unit(declared):
        return None
    plain_sum = Fraction(exact_sum(masses_t.values()))
    if computed != plain_sum and abs(Fraction(declared) - plain_sum) <= _half_unit(declared):
        shown = decimal_text(computed, 12)
        return problem("trap_no_gwp", field, declared=f"{declared:f}", computed=shown, gwp=gwp.code)
    return difference_problem(declared, computed, field=field)


def difference_problem(declared: Decimal, computed: Fraction, *, field: str) -> Problem | None:
    """Return the problem of a declared number that differs from the computed one, with its cause if it has a known one."""
    tolerance = _half_unit(declared)
    if abs(Fraction(declared) - computed) <= tolerance:
        return None
    shown = {"declared": f"{declared:f}", "computed": decimal_text(computed, 12)}
    for slip in SLIPS:
        for ratio in (slip.ratio, 1 / slip.ratio):
            if computed and abs(Fraction(declared) - computed * ratio) <= tolerance:
                return problem("trap_known_slip", field, cause=slip.cause, **shown)
    return problem("trap_difference", field, **shown)


def _half_unit(value: Decimal) -> Fraction:
    exponent = value.as_tuple().exponent
    return Fraction(10) ** exponent / 2 if isinstance(exponent, int) else Fraction(0)
