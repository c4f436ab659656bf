"""Plain values a view hands to the component tags; README.md of this app shows each with its tag."""

from mrv.portal.components.charts import Chart, Series
from mrv.portal.components.explanation import Explanation, ExplainedInput, FactorChoice, RejectedFactor
from mrv.portal.components.flow import (
    Event,
    Fact,
    KeyNumber,
    Pager,
    Problem,
    Progress,
    Receipt,
    Tab,
    Task,
    TaskGroup,
)
from mrv.portal.components.grid import GridCell, GridRow, MonthGrid
from mrv.portal.components.matrix import Heading, Matrix, build_matrix
from mrv.portal.components.tables import Cell, Column, DiffRow, Row, Table

__all__ = [
    "Cell",
    "Chart",
    "Column",
    "DiffRow",
    "Event",
    "ExplainedInput",
    "Explanation",
    "Fact",
    "FactorChoice",
    "GridCell",
    "GridRow",
    "Heading",
    "KeyNumber",
    "Matrix",
    "MonthGrid",
    "Pager",
    "Problem",
    "Progress",
    "Receipt",
    "RejectedFactor",
    "Row",
    "Series",
    "Tab",
    "Table",
    "Task",
    "TaskGroup",
    "build_matrix",
]
