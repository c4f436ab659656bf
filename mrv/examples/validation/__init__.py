"""Behavior of the engine that standards prescribe in words: what is refused, defaulted or noted."""
