"""What a release looks like outside: rows, leaves, manifest, bundle, and how anybody checks them offline.

Pure but for the signature check: no database, no clock. Everything is derived from plain values.
"""
