"""What the pages of the library show: words for codes, and component values."""
