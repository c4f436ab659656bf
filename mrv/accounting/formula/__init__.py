"""Formulas written once: one text becomes a tree to evaluate, show, typeset and check.

A formula is one or more lines `name = expression`. Expressions know `+ - * /`, integer powers, parentheses,
plain decimal numbers, symbols of inputs and of earlier lines, `min`, `max`, `exp`, `ln`, `sum(...)` over
the rows of tabular inputs, and the functions a method brings along (steam tables, first-order decay).
"""

from mrv.accounting.formula.parse import Step, parse_formula, parse_rule
from mrv.accounting.formula.tree import Node

__all__ = ["Node", "Step", "parse_formula", "parse_rule"]
