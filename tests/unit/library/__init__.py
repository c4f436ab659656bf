"""Pure parts of the factor library."""
