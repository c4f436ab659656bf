"""Intake: what enterprises declare, checked and computed into emission lines."""
