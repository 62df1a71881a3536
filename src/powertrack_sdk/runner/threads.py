"""The threads of a client.

The executors of the standard library refuse work once the main thread has ended, although other threads still run, and
hang in a forked child, which has none of the threads. These do neither.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Any, TypeVar

from attrs import define, field

T = TypeVar("T")


@define(eq=False)
class _Work:
    future: Future[Any]
    function: Callable[..., Any]
    arguments: tuple[Any, ...]

    def do(self, done: Callable[[], None]) -> None:
        """Do it, and call `done` before others see its result."""
        if not self.future.set_running_or_notify_cancel():
            done()
            return
        try:
            result = self.function(*self.arguments)
        except BaseException as error:
            done()
            self.future.set_exception(error)
        else:
            done()
            self.future.set_result(result)

    def refuse(self) -> None:
        """Fail it, because the client is closed."""
        if self.future.set_running_or_notify_cancel():
            self.future.set_exception(RuntimeError("the client is closed"))


@define(eq=False)
class _State:
    """State that threads and pool share. The threads do not hold the pool itself, so that it can be collected."""

    process: int = field(factory=os.getpid)
    queue: SimpleQueue[_Work | None] = field(factory=SimpleQueue)
    lock: Lock = field(factory=Lock)
    threads: list[Thread] = field(factory=list)
    idle: int = 0
    closed: bool = False

    def end(self) -> None:
        if self.process != os.getpid():
            return
        with self.lock:
            self.closed = True
            while not self.queue.empty():
                work = self.queue.get()
                if work is not None:
                    work.refuse()
            for _ in self.threads:
                self.queue.put(None)

    def serve(self) -> None:
        while True:
            work = self.queue.get()
            if work is None:
                return
            work.do(self.rest)
            del work  # otherwise it would keep the result until there is more work

    def rest(self) -> None:
        with self.lock:
            self.idle += 1


class Threads:
    """A pool of threads, started on demand. They do not keep a program from ending.

    Args:
        most: How many there may be.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._state = _State()
        weakref.finalize(self, _State.end, self._state).atexit = False

    def submit(self, function: Callable[..., T], *arguments: Any) -> Future[T]:
        """Do work in a thread.

        Raises:
            RuntimeError: The pool is closed.
        """
        state = self._state
        if state.process != os.getpid():
            state = self._state = _State(closed=state.closed)  # threads do not survive a fork
            weakref.finalize(self, _State.end, state).atexit = False
        future: Future[T] = Future()
        with state.lock:
            if state.closed:
                raise RuntimeError("the client is closed")
            state.queue.put(_Work(future, function, arguments))
            if state.idle > 0:
                state.idle -= 1
            elif len(state.threads) < self._most:
                thread = Thread(target=state.serve, name=f"powertrack_{len(state.threads)}", daemon=True)
                state.threads.append(thread)  # first, as an interrupt may come while it starts
                thread.start()
        return future

    def close(self) -> None:
        """Refuse work that waits for a thread, let the rest finish, and end the threads."""
        self._state.end()
        if self._state.process == os.getpid():
            for thread in self._state.threads:
                if thread is not current_thread() and thread.ident is not None:
                    thread.join()
