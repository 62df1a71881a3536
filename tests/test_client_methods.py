"""The methods that the specification names are methods of both clients."""

from __future__ import annotations

import inspect

import pytest

from powertrack_sdk import AsyncPowerTrackClient, PowerTrackClient
from tests.generated.specification import BUNDLE, child

NAMED = [
    (str(operation["operationId"]), str(operation["x-powertrack-method"]))
    for path, item in child(BUNDLE, "paths").items()
    for operation in (child(BUNDLE, "paths", path, method) for method in (item if isinstance(item, dict) else {}))
    if "x-powertrack-method" in operation
]


def public_methods(kind: type) -> set[str]:
    return {name for name, member in inspect.getmembers(kind, callable) if not name.startswith("_")}


def test_methods_are_named() -> None:
    assert len(NAMED) >= 13


@pytest.mark.parametrize(("operation", "method"), NAMED)
@pytest.mark.parametrize("client", [PowerTrackClient, AsyncPowerTrackClient])
def test_a_method_that_is_named_is_there(client: type, operation: str, method: str) -> None:
    assert method in public_methods(client), f"{operation} names it"
