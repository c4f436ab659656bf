"""Enumerations of the inventory: gases, origins, provenance, notation keys, causes of a difference.

Source: GPC 1.1, tables 2.1 (notation keys) and 3.1; IPCC 2006 Guidelines, vol. 1, ch. 8 (gases, biogenic CO2
apart); restatement causes after IPCC 2006, vol. 1, ch. 5.2 (recalculation).
"""

from enum import StrEnum


class Gas(StrEnum):
    """What a cell counts. ``CO2_BIO`` never adds to a total; ``FGAS`` is held in CO2e, species stay in the line."""

    CO2 = "CO2"
    CH4 = "CH4"
    N2O = "N2O"
    FGAS = "FGAS"
    CO2_BIO = "CO2_BIO"


class Origin(StrEnum):
    """Who the tonnes come from."""

    ENTERPRISE = "enterprise"
    AREA_SOURCE = "area_source"


class Basis(StrEnum):
    """How an area source gets its number."""

    ACTIVITY = "activity"
    STATED = "stated"
    NOTATION = "notation"


class Provenance(StrEnum):
    """What kind of statement the activity of an area source is."""

    STATISTICS = "statistics"
    IMPLIED = "implied"
    ESTIMATE = "estimate"
    SYNTHETIC = "synthetic"


class Notation(StrEnum):
    """Why a cell holds no number."""

    NOT_OCCURRING = "NO"
    NOT_ESTIMATED = "NE"
    INCLUDED_ELSEWHERE = "IE"
    CONFIDENTIAL = "C"


class Cause(StrEnum):
    """Why a figure of one release differs from the one before."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    ACTIVITY = "activity"
    FACTOR = "factor"
    METHOD = "method"
    BOUNDARY = "boundary"
    AREA_SOURCE = "area_source"


class FactorChoice(StrEnum):
    """Which factor sets a recalculation takes."""

    PINNED = "pinned"
    NEWER = "newer"
    PROPOSAL = "proposal"


class Recomputed(StrEnum):
    """What became of a source computed again: same bytes, same figures in other bytes, other figures, no figures."""

    IDENTICAL = "identical"
    SAME_FIGURES = "same_figures"
    CHANGED = "changed"
    FAILED = "failed"


class ShiftCause(StrEnum):
    """Why a line computed again differs from the stored one (IPCC 2006, vol. 1, ch. 5.2)."""

    ENGINE = "engine"
    ROUNDING = "rounding"
    FACTOR_SET = "factor_set"


class BaseKind(StrEnum):
    """What a base figure measures."""

    POPULATION = "population"
    GDP = "gdp"
    AREA = "area"


GASES = [gas.value for gas in Gas]
ORIGINS = [origin.value for origin in Origin]
BASES = [basis.value for basis in Basis]
PROVENANCES = [provenance.value for provenance in Provenance]
NOTATIONS = [notation.value for notation in Notation]
FACTOR_CHOICES = [choice.value for choice in FactorChoice]
RECOMPUTED = [status.value for status in Recomputed]
SHIFT_CAUSES = [cause.value for cause in ShiftCause]
BASE_KINDS = [kind.value for kind in BaseKind]
