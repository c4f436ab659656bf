"""Fugitive emissions: coal mines, flares, oil and gas. IPCC 2006 Guidelines vol. 2 ch. 4 and Chinese guidelines."""
