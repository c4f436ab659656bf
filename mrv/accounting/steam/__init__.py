"""Steam: enthalpy from printed tables with interpolation, and a plausibility check of the tables."""
