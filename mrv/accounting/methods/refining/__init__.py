"""Units of oil refining and petrochemistry that emit CO2 other than by burning fuel."""
