"""The version of the installed package."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("powertrack-sdk")
except PackageNotFoundError:  # a copy that was not installed
    __version__ = "0"
