"""REST doors of reporting, under /api/v1/."""
