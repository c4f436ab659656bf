"""What is wrong with a file, as a table: row, column by its title, sentence in the reader's language."""

from collections.abc import Mapping, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrv.accounting.messages import Text
from mrv.core.table_files.problems import FileProblem
from mrv.portal.components.tables import Column, Row, Table


def problem_table(problems: Sequence[FileProblem], titles: Mapping[str, Text], *, most: int) -> Table:
    """The first ``most`` problems; ``titles`` name the columns of the layout, any other stands as it is."""
    language = get_language() or "en"
    columns = [Column(_("Row"), "number"), Column(_("Column")), Column(_("What is wrong"), is_wide=True)]
    rows = [
        Row([one.row, titles[one.column].to(language) if one.column in titles else one.column, one.text.to(language)])
        for one in problems[:most]
    ]
    return Table(_("What is wrong"), columns, rows, is_sticky=True)
