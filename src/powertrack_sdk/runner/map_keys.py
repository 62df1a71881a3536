"""Calls of one reading method for many keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

from powertrack_sdk.arguments import listed
from powertrack_sdk.errors import AuthenticationError, PowerTrackError, ValidationError
from powertrack_sdk.runner.flow import Flow, Progress, together

K = TypeVar("K")
T = TypeVar("T")


def map_keys(
    client: object, method: Callable[[K], object], keys: Iterable[K], progress: Progress | None
) -> Flow[list[Any]]:
    """Run the flow behind a reading method for each of many keys, concurrently.

    Returns:
        The results in the order of the keys; for a key whose flow fails, its error.

    Raises:
        ValidationError: `method` is not a reading method of `client`, or `keys` is not a list.
        AuthenticationError: The session is not accepted; that fails all.
    """
    flow = _reading_flow(client, method)
    return (yield from together([_outcome(flow(key)) for key in listed(keys, "keys")], progress))


def _reading_flow(client: object, method: Callable[..., object]) -> Callable[..., Flow[Any]]:
    if isinstance(method, partial):
        return partial(_reading_flow(client, method.func), *method.args, **method.keywords)
    flow: Callable[..., Flow[Any]] | None = getattr(method, "flow", None)
    name = getattr(flow if flow is not None else method, "__name__", repr(method))
    # A function that wraps a method has its attributes too, but wraps the method, not the flow.
    is_wrapper = getattr(method, "__wrapped__", None) is not flow
    if flow is None or is_wrapper or not name.startswith("get_"):
        raise ValidationError(
            f"{name} cannot be mapped: it is not a reading method of a client, such as get_site_config"
        )
    if getattr(method, "__self__", None) is not client:
        raise ValidationError(f"{name} cannot be mapped: it is the method of another client")
    return flow


def _outcome(flow: Flow[T]) -> Flow[T | PowerTrackError]:
    try:
        return (yield from flow)
    except AuthenticationError:
        raise
    except PowerTrackError as error:
        return error
