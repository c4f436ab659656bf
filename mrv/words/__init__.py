"""What things are called in both languages: acts of the ledger, moves of a record, kinds of record, roles."""
