"""Judgement: engagements, findings, statements and the decision on a report version."""
