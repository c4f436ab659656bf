"""What every REST door shares: who asks, strict JSON, problems, paging, idempotency, conditional answers."""
