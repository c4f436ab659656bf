"""Values of the explanation panel: how one emission number came to be, from formula to engine build."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from mrv.portal.components.flow import Fact
from mrv.portal.components.text import Text


@dataclass(frozen=True)
class ExplainedInput:
    """One symbol of the formula with its value, unit, source, evidence, and who stands behind it since when.

    ``refers_to``: state of the material and component the figure is of, in words.
    """

    symbol: str
    name: Text
    value: Decimal
    unit: str
    source: Text = ""
    evidence_href: str = ""
    evidence_label: Text = ""
    by: Text = ""
    at: datetime | None = None
    refers_to: Text = ""


@dataclass(frozen=True)
class RejectedFactor:
    """A factor that was looked at and not used, and why."""

    label: Text
    value: Decimal
    unit: str
    reason: Text


@dataclass(frozen=True)
class FactorChoice:
    """The factor used: value, unit, set, source, and the reason it was chosen."""

    label: Text
    value: Decimal
    unit: str
    factor_set: str
    source: Text
    reason: Text
    href: str = ""
    rejected: Sequence[RejectedFactor] = ()


@dataclass(frozen=True)
class Explanation:
    """One number explained. ``facts`` carries method, citation, GWP, rounding rule and engine build."""

    result: Decimal
    method: Text
    citation: Text
    formula: str
    formula_with_numbers: str
    inputs: Sequence[ExplainedInput]
    factors: Sequence[FactorChoice] = ()
    facts: Sequence[Fact] = ()
    gas: str = "CO2e"
    json_href: str = ""
