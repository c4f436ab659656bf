"""Files of factors: read, checked row by row, compared with the version before. Plain values, no database."""
