"""Workbooks of strangers: opened only by a process of their own."""
