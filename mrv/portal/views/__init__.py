"""Doors of the portal: home, theme, gallery, error pages."""
