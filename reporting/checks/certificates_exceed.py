"""Certificates cover at most the electricity bought (GHG Protocol Scope 2 Guidance 2015, ch. 7)."""

from collections.abc import Iterator
from fractions import Fraction

from mrv.accounting.messages import Text
from mrv.accounting.rounding import decimal_text
from mrv.accounting.units import parse_unit
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams whose certificates convey more electricity than was declared."""
    unit = parse_unit("MWh").factor
    for stream in declaration.streams:
        covered = declaration.certified_mwh.get(stream.code)
        if covered is None:
            continue
        bought = (stream.total(stream.activity_parameter) or Fraction(0)) / unit
        if covered > bought:
            words = {"stream": stream.code, "covered": f"{covered.normalize():f}", "bought": decimal_text(bought, 6)}
            yield pointer(stream.code, None, stream.activity_parameter), words


CHECK = Check(
    code="certificates_exceed",
    severity="error",
    title=Text("Certificates cover more than was bought", "绿证电量超过购入电量"),
    message=Text(
        "Certificates of {covered} MWh are allocated to stream {stream}, which bought {bought} MWh. Allocate less, or "
        "correct the electricity.",
        "源流 {stream} 分配的绿证（绿电）电量为 {covered} MWh，超过购入电量 {bought} MWh。请减少分配量或更正购入电量。",
    ),
    find=find,
)
