"""When the report of a year is due."""

from datetime import date

from reporting.models import SubmissionDeadline


def due_date_of(compliance_year: int) -> date | None:
    """The last day to submit: of the year itself, else by the rule for every year; None without either."""
    known = SubmissionDeadline.objects
    found = known.filter(compliance_year=compliance_year).first() or known.filter(compliance_year=None).first()
    return found.last_day(compliance_year) if found else None
