"""Work that the server does in the background: running reports."""
