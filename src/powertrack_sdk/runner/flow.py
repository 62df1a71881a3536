"""What a flow may ask of its runner.

A flow is a generator that yields steps and returns a result. It says what to ask for and how to combine the answers; it
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
"""Told how many parts are done, and of how many."""


DEFAULT_MAX_TARGETS = 10
DEFAULT_SETTLE = 60.0


def _settle(value: float | None) -> float:
    """Seconds for which a write without an answer may still arrive."""
    named = os.environ.get("POWERTRACK_SETTLE") if value is None else None
    told = DEFAULT_SETTLE if value is None else value
    try:
        seconds = float(named) if named else float(told)
    except (TypeError, ValueError):
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        where = "POWERTRACK_SETTLE" if named else "settle"
        raise ConfigurationError(f"{where} is {named or told!r}; seconds are expected, 0 or more")
    return seconds


def _at_least_one(_: Environment, __: Attribute[int], value: int) -> None:
    if value < 1:
        raise ConfigurationError(f"max_targets is {value}; a call writes to one target at least")


@frozen
class Environment:
    """What a flow may know of the client that runs it.

    Attributes:
        host: Scheme and host that is written to.
        backup_dir: Folder for the documents that are about to be changed, and for the journals of writes.
        clock: Tells the time.
        lock_dir: Folder of the locks that all programs of the user share.
        max_targets: To how many documents a call may write that is no plan.
        read_only: Whether whatever is not known to only read is refused.
        settle: For how long a write without an answer may still arrive, in seconds. By default POWERTRACK_SETTLE, or
            60. Until then it is looked for, and its outcome is unknown.
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
    """Lets time pass, as between two looks at something that takes its time.

    Attributes:
        seconds: How long.
    """

    seconds: float


@frozen
class AskEnvironment:
    """Asks for the `Environment`."""


@frozen
class Together(Generic[T]):
    """Flows to be run concurrently, under the client's one limit of requests.

    Attributes:
        flows: What to run; the results keep this order.
        settle: Whether a flow that fails gives its error as its result. Otherwise the first failure ends them all.
        progress: Called after each flow that is done.
    """

    flows: Sequence[Flow[T]]
    settle: bool = False
    progress: Progress | None = None


# A step's answer has the type that the step names, but a generator can only say one type for all its steps. The
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
    """Run flows concurrently; one that fails gives its error as its result."""
    results: list[T | PowerTrackError] = yield Together(list(flows), settle=True, progress=progress)
    return results


def locally(work: Callable[[], T]) -> Flow[T]:
    """Do work on this machine without holding up anything else."""
    result: T = yield Local(work)
    return result


def pause(seconds: float) -> Flow[None]:
    """Let time pass. The flow can be ended meanwhile."""
    yield Pause(seconds)


def environment() -> Flow[Environment]:
    """Learn about the client that runs the flow."""
    found: Environment = yield AskEnvironment()
    return found
