"""The tree of customers, sites and devices."""
