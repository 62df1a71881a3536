"""Makes methods of flows: each flow is written once, and is a method of both clients."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, overload

from powertrack_sdk.runner.flow import Flow

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., object])


class RunsBlocking(Protocol):
    """Something that runs flows to their end."""

    def run(self, flow: Flow[T]) -> T:
        """Run a flow."""
        ...


class RunsAsync(Protocol):
    """Something that runs flows as part of a task."""

    async def run(self, flow: Flow[T]) -> T:
        """Run a flow."""
        ...


class _FlowMethod(Generic[P, T]):
    """What both sorts of methods share: the flow, and its name, docstring and signature.

    The method of an instance tells what it stands for: `__self__` is the client, `flow` the flow.
    """

    def __init__(self, flow: Callable[P, Flow[T]]) -> None:
        self.flow = flow
        self.__doc__ = flow.__doc__
        self.__wrapped__ = flow

    def _dressed(self, call: F, client: object) -> F:
        functools.update_wrapper(call, self.flow)
        signature = inspect.signature(self.flow)
        result = str(signature.return_annotation).removeprefix("Flow[").removesuffix("]")
        signature = signature.replace(return_annotation=result)
        call.__annotations__ = {**self.flow.__annotations__, "return": result}
        if client is not None:
            call.__self__, call.flow = client, self.flow  # type: ignore[attr-defined]  # `mapped` looks for them
        else:
            myself = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
            signature = signature.replace(parameters=[myself, *signature.parameters.values()])
        call.__signature__ = signature  # type: ignore[attr-defined]  # functions have it, their type does not say so
        return call


class BlockingMethod(_FlowMethod[P, T]):
    """A flow as a method that returns its result."""

    @overload
    def __get__(self, client: None, owner: type) -> Callable[Concatenate[RunsBlocking, P], T]: ...

    @overload
    def __get__(self, client: RunsBlocking, owner: type) -> Callable[P, T]: ...

    def __get__(self, client: RunsBlocking | None, owner: type) -> Callable[..., T]:
        if client is None:
            return self._dressed(lambda runs, *args, **kwargs: runs.run(self.flow(*args, **kwargs)), None)
        return self._dressed(lambda *args, **kwargs: client.run(self.flow(*args, **kwargs)), client)


class AsyncMethod(_FlowMethod[P, T]):
    """A flow as a method whose result is awaited."""

    @overload
    def __get__(self, client: None, owner: type) -> Callable[Concatenate[RunsAsync, P], Coroutine[Any, Any, T]]: ...

    @overload
    def __get__(self, client: RunsAsync, owner: type) -> Callable[P, Coroutine[Any, Any, T]]: ...

    def __get__(self, client: RunsAsync | None, owner: type) -> Callable[..., Coroutine[Any, Any, T]]:
        if client is None:
            return self._dressed(lambda runs, *args, **kwargs: runs.run(self.flow(*args, **kwargs)), None)
        return self._dressed(lambda *args, **kwargs: client.run(self.flow(*args, **kwargs)), client)
