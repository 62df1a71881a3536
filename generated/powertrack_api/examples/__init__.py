"""Bodies as they were seen on the wire, with synthetic identities."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from powertrack_core.decoding import JsonValue
from powertrack_core.decoding import load as parsed


def load(name: str) -> JsonValue:
    """A fresh copy of an example.

    Args:
        name: Resource and example, such as `site/get_site_config`.

    Raises:
        FileNotFoundError: There is no such example.
    """
    return parsed(_content(name))


@cache
def _content(name: str) -> bytes:
    return files(__name__).joinpath(f"{name}.json").read_bytes()
