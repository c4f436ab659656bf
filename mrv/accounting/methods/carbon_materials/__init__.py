"""Carbon material production: GB/T 32151.34-2024, equations (1) to (16), one module each."""

from datetime import date

from mrv.accounting.methods.spec import Citation, Validity

DOCUMENT = "GB/T 32151.34-2024"
IN_FORCE = Validity(date(2025, 3, 1))


def clause(text: str) -> Citation:
    """Cite one clause of the standard."""
    return Citation(DOCUMENT, text)
