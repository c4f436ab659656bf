"""Pages of those who keep the platform running: jobs, ledger, schedule, register of enterprises."""
