"""Calculation methods: one module, one citation, each. `mrv.accounting.catalogue` finds them all."""
