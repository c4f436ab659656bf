"""Worked examples of yearly change."""

import re
from collections.abc import Mapping

from inventory.analysis.ratios import year_on_year
from mrv.examples.amounts import amounts
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example


@example("year_on_year")
def _year_on_year(inputs: Inputs) -> Mapping[str, Outcome]:
    years = sorted(name for name in inputs.names if re.fullmatch(r"\d{4}", name))
    found = amounts((inputs.given(year) for year in years), field="the years")
    series = {int(year): value for year, value in zip(years, found.values, strict=True)}
    return {f"change_{year}": Outcome(change, "%") for year, change in year_on_year(series).items()}
