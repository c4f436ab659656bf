"""Questions of reporting. Callers pass records they got through ``visible_to(actor)``."""

from reporting.selectors.differences import Change, differences
from reporting.selectors.explanation import Recomputation, explain_line, recompute_line
from reporting.selectors.grid import GridRow, monthly_grid
from reporting.selectors.tasks import Task, task_list

__all__ = [
    "Change",
    "GridRow",
    "Recomputation",
    "Task",
    "differences",
    "explain_line",
    "monthly_grid",
    "recompute_line",
    "task_list",
]
