"""The carbon-market side: signed verified emissions, change feed, acknowledgements, surrenders, webhooks."""
