"""Forms of the reporting pages: they read what was typed; the services decide."""
