"""The session's user: preferences, and who changed what."""
