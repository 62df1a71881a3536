"""One package for each resource, one function for each operation."""
