"""Doors of the inventory pages: permission, question, one builder, one template."""
