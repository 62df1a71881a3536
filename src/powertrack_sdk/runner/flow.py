"""The steps that a flow may ask of its runner.

A flow is a generator that yields steps and returns a result. It decides what to ask for and combines the answers, but
performs no input or output itself, so the same flow serves the blocking and the asynchronous client.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

from attrs import Attribute, field, frozen

from powertrack_core.operation import Operation
from powertrack_sdk.errors import ConfigurationError, PowerTrackError
from powertrack_sdk.files import lock_dir
from powertrack_sdk.runner.clock import Clock

T = TypeVar("T")

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the number of finished parts and of all."""

DEFAULT_MAX_TARGETS = 10
DEFAULT_SETTLE = 60.0


def _settle(value: float | None) -> float:
    name = "settle" if value is not None else "POWERTRACK_SETTLE"
    given = value if value is not None else os.environ.get(name) or DEFAULT_SETTLE
    try:
        seconds = float(given)
    except (TypeError, ValueError):
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise ConfigurationError(f"{name} is {given!r}; seconds are expected, 0 or more")
    return seconds


def _at_least_one(_: Environment, __: Attribute[int], value: int) -> None:
    if value < 1:
        raise ConfigurationError(f"max_targets is {value}; a call writes to one target at least")


@frozen
class Environment:
    """Facts for flows about the client that runs them.

    Attributes:
        host: Scheme and host of the session.
        backup_dir: Folder for backups of documents before they change, and for the journals of writes.
        clock: Time source.
        lock_dir: Folder of the locks that all programs of the user share.
        max_targets: Most documents that one call may write without a plan.
        read_only: Whether operations that may write are refused.
        settle: How long (seconds) a write without an answer may still arrive. Until then it is looked for, and its
            outcome is unknown. By default POWERTRACK_SETTLE, or 60.
    """

    host: str
    backup_dir: Path
    clock: Clock
    lock_dir: Path = field(factory=lock_dir)
    max_targets: int = field(default=DEFAULT_MAX_TARGETS, validator=_at_least_one)
    read_only: bool = False
    settle: float = field(default=None, converter=_settle)


@frozen
class Local(Generic[T]):
    """Work on this machine that may block, such as writing a file."""

    work: Callable[[], T]


@frozen
class Pause:
    """Time to pass, in seconds, as between two looks at a running task."""

    seconds: float


@frozen
class AskEnvironment:
    """Request for the `Environment`."""


@frozen
class Together(Generic[T]):
    """Flows to run concurrently, within the client's limit of requests.

    Attributes:
        flows: The flows; the results keep their order.
        settle: Whether the error of a flow is its result. Otherwise the first failure ends them all.
        progress: Called after each finished flow.
    """

    flows: Sequence[Flow[T]]
    settle: bool = False
    progress: Progress | None = None


# A step's answer has the type that the step names, but a generator has one type for the answers to all its steps. The
# functions below give each step its own again, and flows use nothing else.
Step: TypeAlias = Operation[Any] | Together[Any] | Local[Any] | Pause | AskEnvironment
Flow: TypeAlias = Generator[Step, Any, T]


def ask(operation: Operation[T]) -> Flow[T]:
    """Send one operation and return its parsed answer."""
    answer: T = yield operation
    return answer


def together(flows: Iterable[Flow[T]], progress: Progress | None = None) -> Flow[list[T]]:
    """Run flows concurrently; the first failure ends them all."""
    results: list[T] = yield Together(list(flows), progress=progress)
    return results


def settled(flows: Iterable[Flow[T]], progress: Progress | None = None) -> Flow[list[T | PowerTrackError]]:
    """Run flows concurrently; the result of one that fails is its error."""
    results: list[T | PowerTrackError] = yield Together(list(flows), settle=True, progress=progress)
    return results


def locally(work: Callable[[], T]) -> Flow[T]:
    """Work on this machine without blocking other flows."""
    result: T = yield Local(work)
    return result


def pause(seconds: float) -> Flow[None]:
    """Let time pass. The flow can be ended meanwhile."""
    yield Pause(seconds)


def environment() -> Flow[Environment]:
    """The environment of the client that runs the flow."""
    answer: Environment = yield AskEnvironment()
    return answer
