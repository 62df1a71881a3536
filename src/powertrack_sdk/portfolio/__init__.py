"""The table of a customer's sites with their latest figures."""
