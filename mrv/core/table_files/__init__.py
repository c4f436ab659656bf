"""Tables as people send them, csv or xlsx: header found by names in both languages, rows by column, problems placed."""
