"""Shared records: organizations, people, sectors, factors, the ledger, the outbox and jobs."""
