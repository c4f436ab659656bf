"""The factor library: public pages and interface, and the stewards' way from a file to a released set."""
