"""Methods made of flows, so that each is written once for both clients."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, overload

from powertrack_sdk.runner.flow import Flow

P = ParamSpec("P")
T = TypeVar("T")


class RunsBlocking(Protocol):
    """A client whose `run` returns the result."""

    def run(self, flow: Flow[T]) -> T: ...  # noqa: D102


class RunsAsync(Protocol):
    """A client whose `run` is awaited."""

    async def run(self, flow: Flow[T]) -> T: ...  # noqa: D102


class Method(Generic[P, T]):
    """A flow as a method of any client that runs flows, with the name, docstring and parameters of the flow.

    A bound method has the attributes `__self__`, the client, and `flow`.

    Args:
        flow: Makes the flow of one call.
    """

    def __init__(self, flow: Callable[P, Flow[T]]) -> None:
        self.flow = flow
        self.__doc__ = flow.__doc__
        self.__wrapped__ = flow

    @overload
    def __get__(self, client: None, owner: type[RunsBlocking]) -> Callable[Concatenate[RunsBlocking, P], T]: ...

    @overload
    def __get__(
        self, client: None, owner: type[RunsAsync]
    ) -> Callable[Concatenate[RunsAsync, P], Coroutine[Any, Any, T]]: ...

    @overload
    def __get__(self, client: RunsBlocking, owner: type) -> Callable[P, T]: ...

    @overload
    def __get__(self, client: RunsAsync, owner: type) -> Callable[P, Coroutine[Any, Any, T]]: ...

    def __get__(self, client: RunsBlocking | RunsAsync | None, owner: type) -> Callable[..., object]:
        signature = inspect.signature(self.flow)
        result = str(signature.return_annotation).removeprefix("Flow[").removesuffix("]")
        signature = signature.replace(return_annotation=result)
        if client is None:

            def unbound(runs: RunsBlocking | RunsAsync, /, *args: P.args, **kwargs: P.kwargs) -> object:
                return runs.run(self.flow(*args, **kwargs))

            myself = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
            with_self = signature.replace(parameters=[myself, *signature.parameters.values()])
            return _described(unbound, self.flow, with_self)

        runs = client

        def bound(*args: P.args, **kwargs: P.kwargs) -> object:
            return runs.run(self.flow(*args, **kwargs))

        found = _described(bound, self.flow, signature)
        found.__self__, found.flow = client, self.flow  # type: ignore[attr-defined]  # `map_keys` looks for them
        return found


def _described(
    call: Callable[..., object], flow: Callable[..., object], signature: inspect.Signature
) -> Callable[..., object]:
    """Give a function the name, docstring, annotations and signature of a method, for editors and `help`."""
    functools.update_wrapper(call, flow)
    call.__annotations__ = {**flow.__annotations__, "return": signature.return_annotation}
    call.__signature__ = signature  # type: ignore[attr-defined]  # functions have it, their type does not say so
    return call
