"""A city computed again beside what is stored: partition, computation, differences by gas and cause."""
