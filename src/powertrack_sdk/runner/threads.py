"""The threads of a client.

The executors of the standard library refuse work once the main thread has ended, although other threads still run, and
hang in a forked child, which has none of the threads. These do neither.

Ctrl+C interrupts the main thread between any two instructions. In the middle of a condition, an event or
`Thread.start`, it leaves locks that are taken for ever or given back twice, so that a thread is lost and its work with
it. What the main thread does here takes no such step: it only puts into queues and sets, and other threads start the
threads.
"""

from __future__ import annotations

import os
import weakref
from _thread import start_new_thread
from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Any

from attrs import define, field


@define(eq=False)
class Job:
    """Work for a thread. Once it has ended it is put into a queue.

    Attributes:
        work: What to do.
        done: Queue of jobs that have ended.
        result: What the work returned.
        error: What the work raised, if it did.
        has_ended: Whether the work has ended.
    """

    work: Callable[[], Any]
    done: SimpleQueue[Job]
    result: Any = None
    error: BaseException | None = None
    has_ended: bool = False
    _claims: list[bool] = field(init=False, factory=list)
    """Who wanted to decide on it: a thread that does it (true), or who cancels it. The first one does."""

    def _claim(self, to_do: bool) -> bool:
        self._claims.append(to_do)  # one instruction, which nothing interrupts
        return self._claims[0] == to_do

    def cancel(self) -> None:
        """Keep it from being begun."""
        self._claim(False)

    @property
    def is_under_way(self) -> bool:
        """Whether a thread has begun it and not ended it."""
        return self._claims[:1] == [True] and not self.has_ended

    def do(self, before_end: Callable[[Job], None]) -> None:
        """Do it unless it was cancelled, and call `before_end` before others see that it has ended."""
        if not self._claim(True):
            before_end(self)
            return
        try:
            self.result = self.work()
        except BaseException as error:
            self.error = error
        before_end(self)
        self._end()

    def refuse(self) -> None:
        """End it with an error if it has not begun."""
        if self._claim(False):
            self.error = RuntimeError("the client is closed")
            self._end()

    def _end(self) -> None:
        self.has_ended = True
        self.done.put(self)


@define(eq=False)
class _State:
    """State that threads and pool share. The threads do not hold the pool itself, so that it can be collected."""

    most: int
    process: int = field(factory=os.getpid)
    queue: SimpleQueue[Job | None] = field(factory=SimpleQueue)
    jobs: set[Job] = field(factory=set)
    threads: list[Thread] = field(factory=list)
    growing: Lock = field(factory=Lock)
    closed: bool = False

    def end(self) -> None:
        if self.process == os.getpid():
            self.closed = True
            for job in list(self.jobs):
                job.refuse()
            self.queue.put(None)

    def take(self, job: Job) -> None:
        self.jobs.add(job)
        self.queue.put(job)
        if self.closed:  # by another thread meanwhile, which may have missed this job
            job.refuse()
        elif len(self.threads) < min(self.most, len(self.jobs)):
            start_new_thread(self.grow, ())

    def grow(self) -> None:
        """Start as many threads as there are jobs, up to the limit. Not for the main thread."""
        with self.growing:
            while not self.closed and len(self.threads) < min(self.most, len(self.jobs)):
                thread = Thread(target=self.serve, name=f"powertrack_{len(self.threads)}", daemon=True)
                thread.start()
                self.threads.append(thread)

    def serve(self) -> None:
        while True:
            job = self.queue.get()
            if job is None:
                self.queue.put(None)  # for the next thread
                return
            job.do(self.jobs.discard)
            del job  # otherwise it would keep the result until there is more work


class Threads:
    """A pool of threads, started on demand. They do not keep a program from ending.

    Args:
        most: How many there may be.
    """

    def __init__(self, most: int) -> None:
        self._begin(_State(most))

    def _begin(self, state: _State) -> None:
        self._state = state
        weakref.finalize(self, _State.end, state).atexit = False

    def submit(self, job: Job) -> None:
        """Do a job in a thread.

        Raises:
            RuntimeError: The pool is closed.
        """
        state = self._state
        if state.process != os.getpid():
            state = _State(state.most, closed=state.closed)  # threads do not survive a fork
            self._begin(state)
        if state.closed:
            raise RuntimeError("the client is closed")
        state.take(job)

    def close(self) -> None:
        """Refuse work that waits for a thread, let the rest finish, and end the threads."""
        self._state.end()
        if self._state.process == os.getpid():
            with self._state.growing:  # a thread that has just started may not be listed yet
                threads = list(self._state.threads)
            for thread in threads:
                if thread is not current_thread():
                    thread.join()
