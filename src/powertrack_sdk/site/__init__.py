"""Master data and configuration of a site."""
