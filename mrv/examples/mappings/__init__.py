"""The mappings of worked-example methods to the engine; importing this registers all of them."""

from mrv.examples.mappings import (
    carbon_materials,
    combustion,
    electricity,
    ets,
    gwp,
    industry,
    quality,
    steam,
    totals,
    transport,
    us_epa,
    validation,
    waste,
)

__all__ = [
    "carbon_materials",
    "combustion",
    "electricity",
    "ets",
    "gwp",
    "industry",
    "quality",
    "steam",
    "totals",
    "transport",
    "us_epa",
    "validation",
    "waste",
]
