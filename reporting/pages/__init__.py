"""What the pages of reporting show, as plain component values; no page decides anything by itself."""
