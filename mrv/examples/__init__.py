"""Worked examples: published numbers run through the engine's own methods.

An example names a method, inputs with units, and what the publication states. Each method name is
mapped here to methods of the engine by input names and units; no example is known by its identifier.
"""
