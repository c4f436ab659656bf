"""Published CO2 of Shanghai by sector and fuel (CEADs: Shan et al. 2018, 2020; Guan et al. 2021), Mt CO2."""

from functools import cache

from mrv.reference.demo_city.model import Published
from mrv.reference.tables import FIXTURES, parse_decimal, read_table

YEARS = (2010, 2015, 2016, 2017)
TOTAL = "scope_1_total"


@cache
def published(year: int) -> tuple[Published, ...]:
    """The published cells of a year, sector totals included. Raises KeyError for a year not held."""
    if year not in YEARS:
        raise KeyError(f"No published figures for {year}; held are {', '.join(map(str, YEARS))}.")
    return tuple(
        Published(
            year=year,
            sector=row["sector"],
            fuel=row["fuel"],
            mt_co2=parse_decimal(row["mt_co2"], "published_co2.csv"),
        )
        for row in read_table(FIXTURES / "demo_city" / "published_co2.csv")
        if row["year"] == str(year)
    )
