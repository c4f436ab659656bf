"""Agriculture, forests and other land: IPCC 2006 Guidelines vol. 4, tier 1, for area sources of a city.

Methane of animals and rice is of biogenic origin (`CH4_biogenic`). Removals come out negative.
"""

from mrv.accounting.methods.spec import Citation, number

CARBON_FRACTION = number(
    "carbon_fraction",
    "CF",
    ("Carbon fraction of dry matter", "干物质含碳率"),
    ("tC/t", "0.3", "0.6"),
    default=("0.47", "tC/t", "IPCC 2006 vol. 4 table 4.3"),
)


def volume4(text: str) -> Citation:
    """Cite one place of the volume on agriculture, forestry and other land use."""
    return Citation("IPCC 2006 Guidelines", f"vol. 4 {text}")
