"""Arguments that are lists."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

from powertrack_sdk.errors import ValidationError

T = TypeVar("T")


def listed(values: Iterable[T], name: str) -> list[T]:
    """The items of an argument.

    Raises:
        ValidationError: It is not a list, or it is one text, which Python would read as a list of letters.
    """
    if isinstance(values, (str, bytes, os.PathLike)):
        raise ValidationError(f"{name} is one text, {values!r}; a list is expected, such as [{values!r}]")
    try:
        return list(values)
    except TypeError:
        raise ValidationError(f"{name} is {type(values).__name__}; a list is expected") from None
