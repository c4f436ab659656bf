"""The calculation run: declared rows, factors resolved once, exact lines, stored in bulk."""
