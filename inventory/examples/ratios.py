"""Worked examples of yearly change."""

import re
from collections.abc import Mapping

from inventory.analysis.ratios import year_on_year
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example


@example("year_on_year")
def _year_on_year(inputs: Inputs) -> Mapping[str, Outcome]:
    series = {int(name): inputs.number(name) for name in inputs.names if re.fullmatch(r"\d{4}", name)}
    return {f"change_{year}": Outcome(change, "%") for year, change in year_on_year(series).items()}
