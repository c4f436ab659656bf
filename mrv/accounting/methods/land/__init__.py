"""Agriculture, forests and other land: IPCC 2006 Guidelines vol. 4, tier 1, for area sources of a city.

Methane of animals and rice is of biogenic origin (`CH4_biogenic`). Removals come out negative.
"""

from mrv.accounting.methods.spec import Citation


def volume4(text: str) -> Citation:
    """Cite one place of the volume on agriculture, forestry and other land use."""
    return Citation("IPCC 2006 Guidelines", f"vol. 4 {text}")
