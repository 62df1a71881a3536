"""Reports: which there are, and what the session's user may do with them."""
