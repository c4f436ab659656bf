"""Waste: incineration, waste water, landfill, composting. IPCC 2006 Guidelines vol. 5 and 省级温室气体清单编制指南.

Methane from waste is of biogenic origin (`CH4_biogenic`), which matters in AR6; CO2 of biogenic carbon is shown
apart and never in a total (vol. 5 ch. 5, 5.1).
"""

from mrv.accounting.methods.spec import Citation

DOCUMENT = "IPCC 2006 Guidelines"


def volume5(text: str) -> Citation:
    """Cite one place of the waste volume."""
    return Citation(DOCUMENT, f"vol. 5 {text}")
