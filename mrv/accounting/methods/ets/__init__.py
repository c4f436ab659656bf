"""Source streams of the EU and UK emissions trading schemes, one module per kind of stream.

Commission Implementing Regulation (EU) 2018/2066 (MRR), articles 24 and 25 and annexes II, IV and VIII, which the
UK scheme took over. Every stream splits by its biomass fraction (article 38): the sustainable part is rated zero
and reported apart. Results are rounded half up to five decimals, as the UK registry's forms do. Ranges are wide:
the scheme bounds its values by approved laboratory methods, not by tables.
"""

from datetime import date

from mrv.accounting.methods.spec import Citation, InputSpec, Output, Validity, mass_of, number
from mrv.accounting.rounding import rule

IN_FORCE = Validity(date(2021, 1, 1))
FIVE_DECIMALS = rule("half_up_5")
OUTPUTS: tuple[Output, ...] = (mass_of("CO2", name="fossil"), mass_of("CO2_biogenic", name="sustainable_biomass"))
BIOMASS: InputSpec = number(
    "biomass_fraction",
    "BF",
    ("Sustainable biomass fraction", "可持续生物质比例"),
    ("1", "0", "1"),
    default=("0", "%", "MRR article 38: no biomass declared"),
)


def article(text: str) -> Citation:
    """Cite one place of the Monitoring and Reporting Regulation."""
    return Citation("Regulation (EU) 2018/2066", text)


def split(product: str) -> str:
    """Return the two lines of a stream: fossil and sustainable biomass."""
    return f"fossil = {product} * (1 - BF)\nsustainable_biomass = {product} * BF"
