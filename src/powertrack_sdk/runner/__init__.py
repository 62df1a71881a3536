"""Runs flows: with threads for `PowerTrackClient`, with anyio tasks for `AsyncPowerTrackClient`."""
