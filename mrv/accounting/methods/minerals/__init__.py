"""Cement, lime, glass, ceramics and other uses of carbonates."""
