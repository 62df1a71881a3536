"""Compares recorded traffic with the specification, and writes what is new into it."""
