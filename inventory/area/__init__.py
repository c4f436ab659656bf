"""Area sources: what is declared about them, and how it becomes tonnes by the same engine as reported lines."""
