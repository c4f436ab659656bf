"""General stationary combustion of the United States: 40 CFR 98 subpart C, one module per tier."""

from datetime import date

from mrv.accounting.methods.spec import Citation, Validity

IN_FORCE = Validity(date(2010, 1, 1))


def equation(name: str) -> Citation:
    """Cite one equation of 40 CFR 98.33."""
    return Citation("40 CFR 98.33", f"equation {name}")
