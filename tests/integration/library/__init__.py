"""The factor library through its doors."""
