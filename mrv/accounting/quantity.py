"""An amount with its unit. A number without a unit is not a quantity."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.decimals import parse_decimal
from mrv.accounting.rounding import to_decimal
from mrv.accounting.units import Unit, parse_unit, product, require_convertible


@dataclass(frozen=True, slots=True)
class Quantity:
    """A finite decimal amount of a unit; arithmetic is exact wherever a finite decimal can be."""

    value: Decimal
    unit: Unit

    @classmethod
    def of(cls, value: object, unit: str | Unit, *, field: str = "value") -> "Quantity":
        """Read amount and unit strictly; errors name `field`."""
        parsed = unit if isinstance(unit, Unit) else parse_unit(unit, field=field)
        return cls(parse_decimal(value, field=field), parsed)

    def __str__(self) -> str:
        return f"{self.value:f} {self.unit.symbol}"

    def exact_in(self, unit: Unit, *, field: str = "value") -> Fraction:
        """Return the amount in another unit as an exact fraction; raise UnitError if it cannot be."""
        require_convertible(self.unit, unit, field)
        return Fraction(self.value) * self.unit.ratio_to(unit)

    def to(self, unit: str | Unit) -> "Quantity":
        """Return the same amount in another unit: exact if it terminates, else to 50 digits."""
        wanted = unit if isinstance(unit, Unit) else parse_unit(unit)
        return Quantity(to_decimal(self.exact_in(wanted)), wanted)

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(to_decimal(Fraction(self.value) + other.exact_in(self.unit)), self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        return Quantity(to_decimal(Fraction(self.value) - other.exact_in(self.unit)), self.unit)

    def __mul__(self, other: "Quantity") -> "Quantity":
        return Quantity(to_decimal(Fraction(self.value) * Fraction(other.value)), product(self.unit, other.unit, 1))

    def __truediv__(self, other: "Quantity") -> "Quantity":
        return Quantity(to_decimal(Fraction(self.value) / Fraction(other.value)), product(self.unit, other.unit, -1))

    def __lt__(self, other: "Quantity") -> bool:
        return Fraction(self.value) < other.exact_in(self.unit)
