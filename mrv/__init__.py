"""The ground every app stands on: accounting, roles, workflow, core records and the portal."""
