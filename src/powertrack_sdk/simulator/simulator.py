"""A fictional PowerTrack for tests, documentation and dry runs."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

from attrs import evolve

from powertrack_core.decoding import JsonValue
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.simulator import pages, routes
from powertrack_sdk.simulator.core import fault_answers
from powertrack_sdk.simulator.core.balancer import NAMES as BALANCER_COOKIES
from powertrack_sdk.simulator.core.balancer import Balancer
from powertrack_sdk.simulator.core.cookies import TornCookieError, read_cookies
from powertrack_sdk.simulator.core.sign_in import HOME, Account, SignInPages
from powertrack_sdk.simulator.faults import Fault, Faults, Trouble
from powertrack_sdk.simulator.late import LateWrites
from powertrack_sdk.simulator.messages import (
    Answer,
    ReceivedRequest,
    RefusedError,
    Request,
    page,
    problem,
    redirect,
    with_headers,
)
from powertrack_sdk.simulator.moments import Clock
from powertrack_sdk.simulator.server import Server
from powertrack_sdk.simulator.session import SessionAnswer, SessionRules, Sessions, set_cookies
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
        now: The simulator's moment. It stands still, but for a second at each write and for what `advance` adds.
            By default noon on a day in June.
        latency: Seconds that every answer takes.
        session: How long sessions last and how they are renewed. By default they live while they are used, though the
            token in their cookies is due after 20 minutes.
        account: Who can sign in at `/login`.

    Attributes:
        requests: What arrived, in order.
        torn: Those of them whose session cookies did not belong together: a chunk missing, or of another answer than
            the rest. They are answered 400. A client that keeps cookies properly never sends one.
        account: Who can sign in at `/login`.
        session_answer: How a request without a valid session is answered: with the status `400`, `401`, `403`, `419` or
            `440` and a message, `500` without a body, a `redirect` to the login page, or the `login-page` itself with
            status 200.

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
        session: SessionRules | None = None,
        account: Account | None = None,
    ) -> None:
        world = World(sites, seed, inverters, customer, now or default_now())
        self.requests: list[ReceivedRequest] = []
        self.torn: list[ReceivedRequest] = []
        self.session_answer: SessionAnswer = "401"
        self.account = account or Account()
        self._latency = latency
        self._state = State(world, Clock(world.now))
        self._faults = Faults()
        self._late = LateWrites()
        self._sessions = Sessions(seed, session or SessionRules(), world.now)
        self._balancer = Balancer(seed)
        self._sign_in = SignInPages(self.account, self._begin_session)
        self._lock = RLock()

    @property
    def now(self) -> datetime:
        """The simulator's moment."""
        return self._state.clock.now

    @property
    def unchanged(self) -> Literal[200, 204]:
        """Status of the empty answer to a read that asks for changes when there are none. Both were seen; 200 first."""
        return self._state.unchanged

    @unchanged.setter
    def unchanged(self, status: Literal[200, 204]) -> None:
        self._state.unchanged = status

    @property
    def customer(self) -> str:
        """Key of the customer that the sites belong to."""
        return self._state.world.customer

    @property
    def site_keys(self) -> list[str]:
        """Keys of all sites."""
        return self._state.world.keys()

    def auth_manager(self, base_url: str = ADDRESS) -> AuthManager:
        """Credentials that the simulator accepts, until its session ends: the newest cookies of the last sign-in.

        Args:
            base_url: Where the simulator is: its own address, or that of a server.
        """
        from powertrack_sdk.auth import AuthManager

        session = self._sessions.current
        return AuthManager(cookie=session.cookie, ae_s=session.ae_s, base_url=base_url)

    def copied_request(self, base_url: str = ADDRESS) -> str:
        """A request with credentials that the simulator accepts, as a browser copies it as fetch (Node.js).

        Args:
            base_url: Where the simulator is: its own address, or that of a server.
        """
        return pages.copied_request(self._sessions.current, base_url, self.customer)

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
        """Let time pass: for sessions, for the stamps of writes, and for writes that arrive late.

        Figures stay those of the first moment.

        Args:
            time: How much, or how many seconds.

        Raises:
            ValidationError: It is less than none.
        """
        passed = time if isinstance(time, timedelta) else timedelta(seconds=time)
        if passed < timedelta():
            raise ValidationError(f"the simulator's time only goes forward, not by {passed}")
        with self._lock:
            self._state.clock.now += passed
            self._late.advance(passed.total_seconds())
            self._land()

    def expire_session(self) -> None:
        """Let all sessions end: their credentials are not accepted any more."""
        with self._lock:
            self._sessions.end()

    def renew_session(self, now: datetime | None = None) -> None:
        """Sign in again. There are new cookies; those from before stay worthless.

        Args:
            now: What the token takes for the time (aware); by default the simulator's moment.
        """
        with self._lock:
            self._sessions.end()
            self._sessions.sign_in(self.now, now)

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
            torn = False
            answer = fault_answers.before(trouble)
            if answer is None:
                try:
                    answer = self._answer(request, trouble)
                except TornCookieError:
                    torn = True
                    answer = problem(400, "The cookies of the session do not belong together.")
                answer = fault_answers.after(trouble, answer)
            if self._sessions.rules.balancer and not trouble.is_any(*fault_answers.IN_FRONT):
                told = self._sessions.told(self.now)
                answer = with_headers(answer, self._balancer.cookies(told, secure=request.secure))
            logged = _logged(request, answer)
            self.requests.append(logged)
            if torn:
                self.torn.append(logged)
            self._late.count_request()
            self._land()
        return evolve(answer, delay=self._latency + trouble.delay)

    def _answer(self, request: Request, trouble: Trouble) -> Answer:
        world = self._state.world
        if self._is_lost(request):
            return Answer(status=500)
        if request.path == "/":
            address = f"http://{request.headers.get('host', '')}"
            return page(pages.front(self._sessions.current, address, world.customer, world.count))
        step = self._sign_in.answer(request)
        if step is not None:
            return step
        opened = request.path == HOME or request.path.startswith(f"{HOME}/")
        session = self._sessions.accept(request.headers, self.now, scripted=not opened)
        if session is None:
            return redirect(f"/login?{urlencode({'returnUrl': request.path})}") if opened else self._unauthorized()
        if trouble.fault is not None and trouble.is_any("late"):
            return self._late.keep(request, trouble.fault)
        renewed = self._sessions.renewal(session, request.headers, self.now, secure=request.secure)
        if opened:
            return with_headers(page(pages.landing(session, world.customer)), renewed)
        try:
            answer = routes.answer(self._state, request, trouble)
        except RefusedError as refusal:
            answer = problem(refusal.status, refusal.message, refusal.headers)
        return with_headers(answer, renewed)

    def _is_lost(self, request: Request) -> bool:
        """Whether the load balancer's cookies lead to a machine that is gone."""
        oldest, told = self._sessions.rules.stale_balancer, self._sessions.told(self.now)
        if oldest is None:
            return False
        sent = read_cookies(request.headers.get("cookie", ""))
        ages = [self._balancer.age(value, told) for name, value in sent if name in BALANCER_COOKIES]
        return any(age is None or age > oldest for age in ages)

    def _begin_session(self, request: Request) -> list[tuple[str, str]]:
        return set_cookies(self._sessions.sign_in(self.now), request.headers, secure=request.secure)

    def _land(self) -> None:
        """Act on the late writes that are due."""
        for request in self._late.due():
            with contextlib.suppress(RefusedError):
                routes.answer(self._state, request, Trouble())

    def _unauthorized(self) -> Answer:
        if self.session_answer == "redirect":
            return redirect("/login?returnUrl=%2Fpowertrack")
        if self.session_answer == "login-page":
            return page(pages.login())
        if self.session_answer == "500":
            return Answer(status=500)
        return problem(int(self.session_answer), "The session is missing or has expired.")


def _logged(request: Request, answer: Answer) -> ReceivedRequest:
    try:
        body: JsonValue = json.loads(request.body) if request.body else None
    except (ValueError, RecursionError):
        body = None
    status = None if answer.failure not in (None, "cut") else answer.status
    return ReceivedRequest(
        method=request.method,
        path=request.path,
        query=dict(request.query),
        headers=dict(request.headers),
        body=body,
        status=status,
    )
