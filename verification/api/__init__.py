"""REST doors of verification, under /api/v1/."""
