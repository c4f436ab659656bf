"""Fluorinated gases: stock balances of equipment makers, grids and semiconductor fabs."""
