"""Read a file of factors."""

from mrv.core.factor_files.columns import FACTORS
from mrv.core.table_files.read import FileRow, TableFile, read_table

FactorFile = TableFile

__all__ = ["FactorFile", "FileRow", "read_factor_file"]


def read_factor_file(data: bytes) -> FactorFile:
    """The rows of the file; its problems are those of the file itself and of misshapen rows."""
    return read_table(data, FACTORS)
