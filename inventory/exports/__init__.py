"""Downloads of tables: csv, xlsx, parquet. Text that a spreadsheet could take for a formula is made harmless."""
