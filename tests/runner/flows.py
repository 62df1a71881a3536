"""Flows to run."""

from __future__ import annotations

from collections.abc import Iterable

from powertrack_core.decoding import JsonValue, load
from powertrack_core.operation import Operation
from powertrack_sdk.runner.flow import Flow, Progress, ask, settled, together


def read(name: object) -> Operation[JsonValue]:
    """A read of `/api/<name>`."""
    return Operation(id="read", method="GET", path=f"/api/{name}", parse=load, safe=True)


def asking(name: object) -> Flow[JsonValue]:
    """Asks for `/api/<name>`."""
    return (yield from ask(read(name)))


def asking_together(names: Iterable[object], progress: Progress | None = None) -> Flow[list[JsonValue]]:
    """Asks for all of them at a time; the first failure ends it."""
    return (yield from together([asking(name) for name in names], progress))


def asking_settled(names: Iterable[object], progress: Progress | None = None) -> Flow[list[object]]:
    """Asks for all of them at a time; errors are results."""
    return [*(yield from settled([asking(name) for name in names], progress))]
