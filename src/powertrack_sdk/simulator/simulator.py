"""A fictional PowerTrack for tests, documentation and dry runs."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING

from attrs import evolve

from powertrack_api.decoding import JsonValue
from powertrack_sdk.simulator import pages, routes
from powertrack_sdk.simulator.faults import Fault, Faults, Trouble
from powertrack_sdk.simulator.late import LateWrites
from powertrack_sdk.simulator.messages import Answer, ReceivedRequest, RefusedError, Request, page, problem
from powertrack_sdk.simulator.moments import Clock
from powertrack_sdk.simulator.server import Server
from powertrack_sdk.simulator.session import SessionAnswer, new_session
from powertrack_sdk.simulator.state import State
from powertrack_sdk.simulator.transport import SimulatorTransport
from powertrack_sdk.simulator.world import World, default_now

if TYPE_CHECKING:
    from powertrack_sdk.auth import AuthManager

ADDRESS = "https://simulator.invalid"
"""Where the simulator pretends to be when it is used in-process."""


class Simulator:
    """A fictional PowerTrack: deterministic, stateful, and harmless.

    Args:
        sites: Number of sites. They are made when they are first asked for.
        seed: What all that is made up is made up from; the same seed gives the same bytes.
        inverters: Number of inverters on each site.
        customer: Key of the customer that the sites belong to.
        now: The simulator's moment. It stands still, but for a second at each write. By default noon on a day in June.
        latency: Seconds that every answer takes.

    Attributes:
        requests: What arrived, in order.
        session_answer: How a request without a valid session is answered: `401`, `redirect` to the login page,
            or the `login-page` itself with status 200.

    Raises:
        ValidationError: An argument makes no sense.
    """

    def __init__(
        self,
        sites: int = 3,
        seed: int = 0,
        *,
        inverters: int = 4,
        customer: str = "C1001",
        now: datetime | None = None,
        latency: float = 0.0,
    ) -> None:
        world = World(sites, seed, inverters, customer, now or default_now())
        self.requests: list[ReceivedRequest] = []
        self.session_answer: SessionAnswer = "401"
        self._latency = latency
        self._state = State(world, Clock(world.now))
        self._faults = Faults()
        self._late = LateWrites()
        self._session = new_session(seed, 1, world.now)
        self._sessions = 1
        self._signed_in = True
        self._lock = RLock()

    @property
    def now(self) -> datetime:
        """The simulator's moment."""
        return self._state.clock.now

    @property
    def customer(self) -> str:
        """Key of the customer that the sites belong to."""
        return self._state.world.customer

    @property
    def site_keys(self) -> list[str]:
        """Keys of all sites."""
        return self._state.world.keys()

    def auth_manager(self, base_url: str = ADDRESS) -> AuthManager:
        """Credentials that the simulator accepts, until its session ends.

        Args:
            base_url: Where the simulator is: its own address, or that of a server.
        """
        from powertrack_sdk.auth import AuthManager

        return AuthManager(cookie=self._session.cookie, ae_s=self._session.ae_s, base_url=base_url)

    def copied_request(self, base_url: str = ADDRESS) -> str:
        """A request with credentials that the simulator accepts, as a browser copies it as fetch (Node.js).

        Args:
            base_url: Where the simulator is: its own address, or that of a server.
        """
        return pages.copied_request(self._session, base_url, self.customer)

    def transport(self) -> SimulatorTransport:
        """A transport for httpx, sync or async, that asks this simulator instead of the network."""
        return SimulatorTransport(self.handle)

    def serve(self, port: int = 0) -> Server:
        """Serve on the loopback interface while a `with` block runs.

        Args:
            port: The port; 0 for any that is free.
        """
        return Server(self.handle, port)

    def serve_forever(self, port: int = 8080) -> None:
        """Serve on the loopback interface until interrupted.

        Args:
            port: The port; 0 for any that is free.
        """
        Server(self.handle, port).run()

    def inject(self, fault: Fault) -> None:
        """Put a trouble in the way of requests to come.

        At most one strikes a request, the first injected first; latencies come on top, and add up.
        """
        with self._lock:
            self._faults.inject(fault)

    def clear_faults(self) -> None:
        """Take all troubles out of the way."""
        with self._lock:
            self._faults.clear()

    def advance(self, time: timedelta | float) -> None:
        """Let time pass: for the stamps of writes, and for writes that arrive late.

        Args:
            time: How much, or how many seconds.
        """
        passed = time if isinstance(time, timedelta) else timedelta(seconds=time)
        with self._lock:
            self._state.clock.now += passed
            self._late.advance(passed.total_seconds())
            self._land()

    def expire_session(self) -> None:
        """Let the session end: its credentials are not accepted any more."""
        self._signed_in = False

    def renew_session(self, now: datetime | None = None) -> None:
        """Sign in again, for eight hours. There is a new cookie; those from before stay worthless.

        Args:
            now: When (aware); by default at the simulator's moment.
        """
        with self._lock:
            self._sessions += 1
            self._session = new_session(self._state.world.seed, self._sessions, now or self._state.clock.now)
            self._signed_in = True

    def handle(self, request: Request) -> Answer:
        """Answer a request: the one function that everything else stands on. It never raises.

        Args:
            request: The request.

        Returns:
            The answer, or how the connection fails instead.
        """
        with self._lock:
            self._land()
            trouble = self._faults.strike(request.method, request.path)
            answer = _before(trouble) or _after(trouble, self._answer(request, trouble))
            self.requests.append(_logged(request, answer))
            self._late.count_request()
            self._land()
        return evolve(answer, delay=self._latency + trouble.delay)

    def _answer(self, request: Request, trouble: Trouble) -> Answer:
        world = self._state.world
        if request.path == "/":
            address = f"http://{request.headers.get('host', '')}"
            return page(pages.front(self._session, address, world.customer, world.count))
        if request.path.startswith("/login"):
            return page(pages.login())
        if not (self._signed_in and self._session.accepts(request.headers)):
            return self._unauthorized()
        if trouble.fault is not None and trouble.is_any("late"):
            return self._late.keep(request, trouble.fault)
        try:
            return routes.answer(self._state, request, trouble)
        except RefusedError as refusal:
            return problem(refusal.status, refusal.message, refusal.headers)

    def _land(self) -> None:
        """Act on the late writes that are due."""
        for request in self._late.due():
            with contextlib.suppress(RefusedError):
                routes.answer(self._state, request, Trouble())

    def _unauthorized(self) -> Answer:
        if self.session_answer == "redirect":
            return Answer(status=302, headers={"location": "/login?returnUrl=%2Fpowertrack"})
        if self.session_answer == "login-page":
            return page(pages.login())
        return problem(401, "The session is missing or has expired.")


def _before(trouble: Trouble) -> Answer | None:
    """The answer of a fault that keeps the request from being acted on; None where it is acted on."""
    fault = trouble.fault
    if fault is None:
        return None
    wait = {} if fault.retry_after is None else {"retry-after": f"{fault.retry_after:g}"}
    if fault.kind == "rate-limit":
        return problem(429, "Too many requests.", wait)
    if fault.kind == "unavailable":
        return problem(503, "The service is not available.", wait)
    if fault.kind == "server-error":
        return problem(500, "An error has occurred.")
    if fault.kind == "login-page":
        return page(pages.login())
    if fault.kind == "refused":
        return Answer(status=0, failure="refused")
    return Answer(status=0, failure="reset") if fault.kind == "reset-before" else None


def _after(trouble: Trouble, answer: Answer) -> Answer:
    """The answer as a fault lets it through."""
    if trouble.is_any("reset-after"):
        return Answer(status=0, failure="reset")
    if trouble.is_any("timeout"):
        return Answer(status=0, failure="timeout")
    if trouble.is_any("truncated"):
        return evolve(answer, body=answer.body[: len(answer.body) // 2])
    return answer


def _logged(request: Request, answer: Answer) -> ReceivedRequest:
    try:
        body: JsonValue = json.loads(request.body) if request.body else None
    except (ValueError, RecursionError):
        body = None
    status = None if answer.failure else answer.status
    return ReceivedRequest(
        method=request.method,
        path=request.path,
        query=dict(request.query),
        headers=dict(request.headers),
        body=body,
        status=status,
    )
