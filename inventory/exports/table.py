"""The table of an export, by the name inventory calls it."""

from mrv.core.exports.table import ExportTable, Value, harmless, plain, text_rows

__all__ = ["ExportTable", "Value", "harmless", "plain", "text_rows"]
