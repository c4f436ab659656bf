"""The offline calculator: a file in, lines out, from the shipped facts alone. No Django, no database."""
