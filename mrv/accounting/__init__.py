"""The accounting engine: pure, exact, explained. No Django, no input or output, no clock."""

from mrv.accounting.catalogue import all_methods, method
from mrv.accounting.decimals import parse_decimal
from mrv.accounting.errors import AccountingError, MethodInputError, Problem
from mrv.accounting.factors import EmissionFactor, FactorRequest, Level, Resolution, resolve
from mrv.accounting.gwp import GwpSet
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.result import Result
from mrv.accounting.quantity import Quantity
from mrv.accounting.units import Unit, parse_unit

__all__ = [
    "AccountingError",
    "EmissionFactor",
    "FactorRequest",
    "GwpSet",
    "Level",
    "Method",
    "MethodInputError",
    "Problem",
    "Quantity",
    "Resolution",
    "Result",
    "Unit",
    "all_methods",
    "method",
    "parse_decimal",
    "parse_unit",
    "resolve",
]
