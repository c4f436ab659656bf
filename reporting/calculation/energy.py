"""Energy behind the lines of a run, GJ: the denominator of an intensity, for statistics only.

Counted are activities in a unit of energy and those whose line took a net calorific value.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from mrv.accounting.errors import AccountingError
from mrv.accounting.rounding import rule
from mrv.accounting.units import parse_unit
from reporting.calculation.lines import NANO, Line, mantissa

GJ = parse_unit("GJ")
NCV = "net_calorific_value"
THOUSANDTH = rule("half_even_3")


def energy_gj(lines: Iterable[Line]) -> Decimal:
    """The sum over the lines; lines that share inputs and unit are added first."""
    sums: dict[tuple[int, str], int] = {}
    records: dict[tuple[int, str], Mapping[str, Mapping[str, Any]]] = {}
    for line in lines:
        key = (id(line.inputs), line.declared.unit)
        if key not in sums:
            sums[key], records[key] = 0, line.inputs.record
        sums[key] += mantissa(line.declared.quantity)
    amounts = (amount * gj_per_unit(unit, records[held, unit]) for (held, unit), amount in sums.items())
    return THOUSANDTH.apply(sum(amounts, Fraction(0)) / 10**NANO)


def gj_per_unit(unit_text: str, record: Mapping[str, Mapping[str, Any]]) -> Fraction:
    """GJ of one unit of the activity; 0 where it is no energy."""
    unit = parse_unit(unit_text)
    if unit.dimension == GJ.dimension:
        return unit.ratio_to(GJ)
    value = record.get(NCV)
    if value is None or "value" not in value:
        return Fraction(0)
    try:
        heat = parse_unit(f"GJ/{unit_text}")
        return Fraction(str(value["value"])) * parse_unit(str(value["unit"])).ratio_to(heat)
    except AccountingError:
        return Fraction(0)
