"""Checks of a declaration: one module, one rule. Pure functions on plain values; `catalogue` finds them all."""
