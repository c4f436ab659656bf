"""Ships and exhaust treatment."""
