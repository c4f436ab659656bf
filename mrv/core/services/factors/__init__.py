"""The way of a factor set: imported, proposed by one steward, released by another, superseded or rejected."""
