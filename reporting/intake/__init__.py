"""Intake: files and JSON become checked activity rows. Pure: no Django, no database."""
