"""Sums of results, as standards write them: flue-gas treatment, direct, indirect, all."""
