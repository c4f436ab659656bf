"""Plain values a view hands to the component tags; README.md of this app shows each with its tag."""

from mrv.portal.components.charts import (
    About,
    Chart,
    Item,
    Series,
    heat_chart,
    map_chart,
    ranked_chart,
    stacked_chart,
    trend_chart,
    waterfall_chart,
)
from mrv.portal.components.explanation import ExplainedInput, Explanation, FactorChoice, RejectedFactor
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
from mrv.portal.components.matrix import Heading, Matrix, MatrixWords, build_matrix
from mrv.portal.components.tables import Cell, Column, DiffRow, Row, Table

__all__ = [
    "About",
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
    "Item",
    "KeyNumber",
    "Matrix",
    "MatrixWords",
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
    "heat_chart",
    "map_chart",
    "ranked_chart",
    "stacked_chart",
    "trend_chart",
    "waterfall_chart",
]
