"""Bodies as they were seen on the wire, with synthetic identities."""

from __future__ import annotations

import json
from importlib.resources import files

from powertrack_api.decoding import JsonValue


def load(name: str) -> JsonValue:
    """A fresh copy of an example.

    Args:
        name: Resource and example, such as `site/get_site_config`.

    Raises:
        FileNotFoundError: There is no such example.
    """
    value: JsonValue = json.loads(files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return value
