"""Tables to download, each in every format, for the question in the address."""

from django.utils.translation import gettext as _

from inventory.pages.question import Question
from inventory.selectors.labels import AXIS_NAMES
from inventory.tables.axes import Axis
from mrv.portal.components import Cell, Column, Row, Table

TABLES = (
    (Axis.SECTOR, Axis.DISTRICT),
    (Axis.SECTOR,),
    (Axis.DISTRICT,),
    (Axis.FUEL,),
    (Axis.SECTOR, Axis.FUEL),
    (Axis.GAS, Axis.SECTOR),
    (Axis.ORIGIN, Axis.SECTOR),
    (Axis.YEAR, Axis.SECTOR),
    (Axis.SCOPE, Axis.SECTOR),
)
BOTH = (Axis.SECTOR, Axis.DISTRICT)
KINDS = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet", "json": "JSON"}


def download_table(question: Question) -> Table:
    """One row per table, one link per format."""
    rows = []
    for axes in TABLES:
        name = " × ".join(str(AXIS_NAMES[axis]) for axis in axes)
        scope = {"scope": "all"} if Axis.SCOPE in axes else {}
        links = [Cell(words, href=question.file_href(kind, *axes, **scope)) for kind, words in KINDS.items()]
        rows.append(Row([name, *links]))
    both = [Cell(words, href=question.scope_2_href(kind, *BOTH)) for kind, words in KINDS.items()]
    rows.append(Row([_("Purchased electricity: location-based and market-based side by side"), *both]))
    columns = [Column(_("Table"), is_wide=True), *(Column(words, kind="link") for words in KINDS.values())]
    return Table(_("Tables to download"), columns, rows)
