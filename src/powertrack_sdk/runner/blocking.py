"""Runs flows in the calling thread; requests and local work go to a pool of threads."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event, Lock
from typing import Any, TypeVar, cast

import httpx
from attrs import define, field

from powertrack_core.operation import Operation
from powertrack_sdk.auth.renewal import OnSessionEnd, renew
from powertrack_sdk.errors import APIError, NetworkError, PowerTrackError
from powertrack_sdk.runner import body
from powertrack_sdk.runner.attempts import Renew, Reply, Wait, sending
from powertrack_sdk.runner.diagnosis import named
from powertrack_sdk.runner.exchange import Attempt
from powertrack_sdk.runner.flow import AskEnvironment, Flow, Local, Pause, Step, Together
from powertrack_sdk.runner.options import Options
from powertrack_sdk.runner.threads import Job, Threads

T = TypeVar("T")

# Longest delay of Ctrl+C (seconds): on some systems it does not reach a thread that waits for others.
_INATTENTION = 0.5


class Connections:
    """The connections of a client and its copies.

    Args:
        connect: Makes the connections to a host, named by scheme and host.
        base_url: The host of the first session.
    """

    def __init__(self, connect: Callable[[str], httpx.Client], base_url: str) -> None:
        self._connect = connect
        self._process = os.getpid()
        self._lock = Lock()
        self._clients = {base_url: connect(base_url)}
        self._inherited: list[httpx.Client] = []

    def to(self, base_url: str) -> httpx.Client:
        """The connections to a host, for this process only."""
        if self._process != os.getpid():
            # A forked child must neither use nor close the connections of its parent, and a thread of the parent may
            # have held the lock.
            self._inherited += self._clients.values()
            self._process, self._lock, self._clients = os.getpid(), Lock(), {}
        with self._lock:
            if base_url not in self._clients:
                self._clients[base_url] = self._connect(base_url)
            return self._clients[base_url]

    def close(self) -> None:
        """Close them."""
        if self._process == os.getpid():
            for client in self._clients.values():
                client.close()


class BlockingRunner:
    """Runs flows with threads.

    Args:
        connections: The connections.
        options: The options of the client.
        lender: The runner that owns the connections; its threads are used if as many are needed. None if this runner
            owns them.

    Attributes:
        options: The options of the client.
    """

    def __init__(self, connections: Connections, options: Options, lender: BlockingRunner | None = None) -> None:
        self.options = options
        self._connections = connections
        self._lender = lender
        self._closed = False
        self._pool: Threads
        if lender is not None and lender.options.concurrency == options.concurrency:
            self._pool, self._owns_pool = lender._pool, False
        else:
            self._pool, self._owns_pool = Threads(options.concurrency), True

    def sharing(self, options: Options) -> BlockingRunner:
        """A runner with other options for the same connections. It is closed when this one is."""
        return BlockingRunner(self._connections, options, self)

    def close(self) -> None:
        """Save the session and close the connections and threads that are its own."""
        self._closed = True
        if self._owns_pool:
            self._pool.close()
        if self._lender is None:
            self.options.auth.session.save()
            self._connections.close()
            if self.options.observer is not None:
                self.options.observer.close()

    @property
    def closed(self) -> bool:
        """Whether it cannot be used any more."""
        return self._closed or (self._lender is not None and self._lender.closed)

    def run(self, flow: Flow[T]) -> T:
        """Run a flow to its end.

        Raises:
            RuntimeError: The runner is closed.
        """
        if self.closed:
            raise RuntimeError("the client is closed")
        run = _Run(self, _Task(flow))
        try:
            result: T = run.finish()
            return result
        finally:
            run.abandon()

    def submit(self, job: Job) -> None:
        """Start a job in the pool."""
        self._pool.submit(job)

    def work(self, step: Operation[Any] | Local[Any] | Pause, ended: Event, options: Options) -> Callable[[], Any]:
        """The work of the pool for a step. Nothing more is sent for it once its flow has ended."""
        if isinstance(step, Local):
            return step.work
        if isinstance(step, Pause):
            return partial(options.environment.clock.sleep, step.seconds, ended)
        return partial(self._send, step, ended, options)

    def _send(self, operation: Operation[T], ended: Event, options: Options) -> T:
        session, clock = options.session or options.auth.session, options.environment.clock
        hook = cast("OnSessionEnd | None", options.on_session_end)
        steps = sending(operation, options)
        reply: Reply = None
        try:
            while True:
                step = steps.send(reply)
                reply = None
                if isinstance(step, Renew):
                    reply = not ended.is_set() and renew(session, step.sign_in, hook, clock.now())
                elif isinstance(step, Wait):
                    if not ended.is_set():
                        clock.sleep(step.seconds, ended)
                    if ended.is_set():
                        raise step.failure
                else:
                    reply = self._reply(step, ended, options)
        except StopIteration as stop:
            result: T = stop.value
            return result
        finally:
            if session.save_due():
                session.save()

    def _reply(self, attempt: Attempt[Any], ended: Event, options: Options) -> httpx.Response | APIError:
        limit, clock = options.rate_limit, options.environment.clock
        delay = limit.reserve()
        while delay > 0 or (delay := limit.pause()) > 0:
            clock.sleep(delay, ended)
            if ended.is_set():
                return NetworkError(f"{named(attempt.operation)}: not sent, the run has ended", sent=False)
            delay = 0
        request = attempt.begin()
        http = self._connections.to(attempt.session.host)
        try:
            return body.read(http.send(request, stream=True))
        except Exception as error:  # whatever the libraries raise, a caller gets an error of this package
            return attempt.failure(error)


@define(eq=False)
class _Task:
    """A running flow, and the group that its result is for."""

    flow: Flow[Any]
    parent: _Group | None = None
    place: int = 0
    ended: Event = field(factory=Event)


@define(eq=False)
class _Group:
    """Flows that run concurrently for one task."""

    step: Together[Any]
    task: _Task
    waiting: Iterator[tuple[int, Flow[Any]]]
    results: dict[int, Any] = field(factory=dict)
    running: set[_Task] = field(factory=set)


class _Run:
    """One flow and all flows that it runs, advanced in turn by the calling thread."""

    def __init__(self, runner: BlockingRunner, root: _Task) -> None:
        self._runner = runner
        self._options = runner.options.for_run()
        self._root = root
        self._ready: deque[tuple[_Task, Any, BaseException | None]] = deque()
        self._pending: dict[Job, _Task] = {}
        self._groups: dict[_Task, _Group] = {}
        self._writes: set[Job] = set()
        self._done: SimpleQueue[Job] = SimpleQueue()
        self._outcome: tuple[Any, BaseException | None] | None = None

    def finish(self) -> Any:
        # Only this thread advances flows, so they need no locks; threads of the pool only do the jobs of single steps.
        self._ready.append((self._root, None, None))
        while self._outcome is None:
            while self._ready:
                self._advance(*self._ready.popleft())
            if self._outcome is None:
                self._collect()
        result, error = self._outcome
        if error is not None:
            raise error
        return result

    def abandon(self) -> None:
        """Drop unfinished flows, as after an interrupt, but wait for writes that have left."""
        dropped, self._pending = self._pending, {}
        try:
            for job in dropped:
                job.cancel()
            # The end of a flow releases the lock under which it writes.
            while any(job.is_under_way for job in self._writes):
                self._collect()
        finally:
            self._close_all()

    def _close_all(self) -> None:
        for task in [self._root, *(task for group in self._groups.values() for task in group.running)]:
            task.ended.set()
            task.flow.close()

    def _collect(self) -> None:
        try:
            job = self._done.get(timeout=_INATTENTION)
        except Empty:
            return
        self._writes.discard(job)
        task = self._pending.pop(job, None)
        if task is not None:
            self._ready.append((task, job.result, job.error))

    def _advance(self, task: _Task, value: Any, error: BaseException | None) -> None:
        try:
            step = task.flow.throw(error) if error is not None else task.flow.send(value)
        except StopIteration as stop:
            self._deliver(task, stop.value, None)
        except Exception as failure:
            self._deliver(task, None, failure)
        else:
            self._start(task, step)

    def _start(self, task: _Task, step: Step) -> None:
        if isinstance(step, AskEnvironment):
            self._ready.append((task, self._options.environment, None))
        elif isinstance(step, Together):
            group = _Group(step, task, iter(enumerate(step.flows)))
            self._groups[task] = group
            # No more flows than requests at a time: thousands of open flows would cost memory and gain nothing.
            for _ in range(self._runner.options.concurrency):
                self._start_next(group)
            self._finish_group(group)
        else:
            # Known before it is begun, so that an interrupt in between leaves no write that is not waited for.
            job = Job(self._runner.work(step, task.ended, self._options), self._done)
            self._pending[job] = task
            if isinstance(step, Operation) and not step.safe:
                self._writes.add(job)
            self._runner.submit(job)

    def _start_next(self, group: _Group) -> None:
        following = next(group.waiting, None)
        if following is not None:
            task = _Task(following[1], group, following[0])
            group.running.add(task)
            self._ready.append((task, None, None))

    def _deliver(self, task: _Task, value: Any, error: BaseException | None) -> None:
        group = task.parent
        if group is None:
            self._outcome = (value, error)
            return
        if task not in group.running:  # its group was cancelled while it ended
            return
        group.running.discard(task)
        if error is not None and not (group.step.settle and isinstance(error, PowerTrackError)):
            self._cancel(group)
            self._ready.append((group.task, None, error))
            return
        group.results[task.place] = value if error is None else error
        if group.step.progress is not None:
            group.step.progress(len(group.results), len(group.step.flows))
        self._start_next(group)
        self._finish_group(group)

    def _finish_group(self, group: _Group) -> None:
        if not group.running:
            del self._groups[group.task]
            self._ready.append((group.task, [group.results[place] for place in sorted(group.results)], None))

    def _cancel(self, group: _Group) -> None:
        """End the other flows of a group after one failed. Running reads end by themselves; wait for writes."""
        self._groups.pop(group.task, None)
        cancelled, group.running = group.running, set()
        for task in cancelled:
            task.ended.set()
            if task in self._groups:
                self._cancel(self._groups[task])
            for job, owner in list(self._pending.items()):
                if owner is task:
                    del self._pending[job]
                    job.cancel()
                    while job in self._writes and job.is_under_way:
                        self._collect()
            task.flow.close()
        # While a write was waited for, results of the cancelled flows may have come in.
        self._ready = deque(entry for entry in self._ready if entry[0] not in cancelled)
