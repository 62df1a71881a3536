"""The version of the installed package."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    """The version that pip installed, or `0` for a copy that was not installed."""
    try:
        return version("powertrack-sdk")
    except PackageNotFoundError:
        return "0"


__version__ = installed_version()
