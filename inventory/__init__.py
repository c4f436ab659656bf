"""The city inventory: cells by sector and district, releases, analysis."""
