"""Read-only interface of the library."""
