"""Methods made of flows: each flow is written once and is a method of both clients."""

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

    def run(self, flow: Flow[T]) -> T:
        """Run a flow."""
        ...


class RunsAsync(Protocol):
    """A client whose `run` is awaited."""

    async def run(self, flow: Flow[T]) -> T:
        """Run a flow."""
        ...


class Method(Generic[P, T]):
    """A flow as a method of any client that can run flows.

    A bound method has the attributes `__self__`, the client, and `flow`, the flow.

    Args:
        flow: Makes the flow of one call. Its name, docstring and parameters become those of the method.
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
        signature = self._signature()
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

    def _signature(self) -> inspect.Signature:
        """Signature of the method: that of the flow, which returns the result of the flow."""
        signature = inspect.signature(self.flow)
        result = str(signature.return_annotation).removeprefix("Flow[").removesuffix("]")
        return signature.replace(return_annotation=result)


def _described(
    call: Callable[..., object], flow: Callable[..., object], signature: inspect.Signature
) -> Callable[..., object]:
    """Give a function the name, docstring, annotations and signature of a method, for editors and `help`."""
    functools.update_wrapper(call, flow)
    call.__annotations__ = {**flow.__annotations__, "return": signature.return_annotation}
    call.__signature__ = signature  # type: ignore[attr-defined]  # functions have it, their type does not say so
    return call
