"""Rules of standards about what a report declares, beyond the inputs of single methods."""
