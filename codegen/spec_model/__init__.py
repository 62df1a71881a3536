"""The bundled specification as the templates want to see it: named in Python's terms, with ready expressions."""
