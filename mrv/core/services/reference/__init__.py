"""Bring the shipped facts of ``fixtures/`` into the database: idempotent, versioned, audited."""
