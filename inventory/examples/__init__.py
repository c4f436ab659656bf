"""Worked examples of the analysis and roll-up methods; importing this registers all mappings."""

from inventory.examples import decomposition, kaya, ratios, rollup, trend

__all__ = ["decomposition", "kaya", "ratios", "rollup", "trend"]
