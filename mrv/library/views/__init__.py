"""Doors of the pages of the library."""
