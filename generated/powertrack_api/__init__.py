"""Typed descriptions of the PowerTrack API, generated from the specification. No part of it performs input or output."""

__version__ = "0.1.0"
