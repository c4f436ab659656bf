"""Example content of the component gallery (test and demonstration builds only); all of it synthetic."""
