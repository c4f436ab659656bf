"""Chemicals: mass balance, ammonia, nitric and adipic acid, fluorochemicals."""
