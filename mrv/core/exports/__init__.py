"""Tables as files: csv, xlsx, parquet, with exact decimals and no formula."""
