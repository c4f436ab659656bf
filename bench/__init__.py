"""The ratios of docs/speed.md: each measure compares ours with a reference in the same process, turn by turn."""
