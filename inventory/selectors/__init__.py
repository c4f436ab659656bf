"""Questions to the inventory: cells, drill-down, coverage, releases; always scoped by ``visible_to``."""
