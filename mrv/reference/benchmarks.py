"""Printed figures of other cities and of Shanghai's policy papers, for comparison; blank in the source is absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from mrv.reference.tables import FIXTURES, parse_decimal, read_table

BENCHMARKS = FIXTURES / "benchmarks"


@dataclass(frozen=True, slots=True)
class BenchmarkFact:
    """One printed figure of a place and year, with its unit."""

    place_zh: str
    place_en: str
    cohort: str
    year: int
    indicator: str
    value: Decimal
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class TargetFact:
    """A printed reduction target, percent of the base year; low and high differ where a range is printed."""

    place_zh: str
    place_en: str
    target: str
    base_year: int
    target_year: int
    low_percent: Decimal
    high_percent: Decimal


def load_pilot_regions() -> tuple[BenchmarkFact, ...]:
    """Population, GDP and CO2 per capita of the low-carbon pilot regions, 2010."""
    return tuple(
        BenchmarkFact(
            place_zh=row["region_zh"],
            place_en=row["region_en"],
            cohort=row["cohort"],
            year=int(row["year"]),
            indicator=row["indicator"],
            value=parse_decimal(row["value"], "pilot_regions.csv"),
            unit=row["unit"],
            note=row["note"],
        )
        for row in read_table(BENCHMARKS / "pilot_regions.csv")
    )


def load_pilot_targets() -> tuple[TargetFact, ...]:
    """Intensity targets of the pilot regions."""
    return tuple(
        TargetFact(
            place_zh=row["region_zh"],
            place_en=row["region_en"],
            target=row["target"],
            base_year=int(row["base_year"]),
            target_year=int(row["target_year"]),
            low_percent=parse_decimal(row["low_percent"], "pilot_targets.csv"),
            high_percent=parse_decimal(row["high_percent"], "pilot_targets.csv"),
        )
        for row in read_table(BENCHMARKS / "pilot_targets.csv")
    )


def load_policy_view() -> tuple[BenchmarkFact, ...]:
    """Shanghai 2017-2019 by policy sector; the sectors overlap and add up to more than the total."""
    return tuple(
        BenchmarkFact(
            place_zh="上海",
            place_en="Shanghai",
            cohort="",
            year=int(row["year"]),
            indicator=row["indicator"],
            value=parse_decimal(row["value"], "shanghai_policy_view.csv"),
            unit=row["unit"],
            note=row["note"],
        )
        for row in read_table(BENCHMARKS / "shanghai_policy_view.csv")
    )


@cache
def load_benchmark_sources() -> Mapping[str, Mapping[str, Any]]:
    """Publisher, document, place, grade and remarks of each benchmark file."""
    text = (BENCHMARKS / "sources.yaml").read_text(encoding="utf-8")
    return {str(name): dict(source) for name, source in yaml.safe_load(text).items()}
