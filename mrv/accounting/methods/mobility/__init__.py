"""Transport by distance: vehicles, freight, passengers, and aircraft by landing and take-off cycle."""
