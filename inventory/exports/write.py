"""The file formats of an export, by the name inventory calls them."""

from mrv.core.exports.write import FORMATS, Format, as_csv, as_parquet, as_xlsx

__all__ = ["FORMATS", "Format", "as_csv", "as_parquet", "as_xlsx"]
