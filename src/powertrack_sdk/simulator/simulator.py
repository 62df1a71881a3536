"""The simulator: one function from request to answer, and what tests and users control it with."""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

from attrs import evolve

from powertrack_sdk.errors import ValidationError
from powertrack_sdk.simulator import answers  # noqa: F401 - registers what answers each operation
from powertrack_sdk.simulator.core import pages, routes
from powertrack_sdk.simulator.core.balancer import NAMES as BALANCER_COOKIES
from powertrack_sdk.simulator.core.balancer import Balancer
from powertrack_sdk.simulator.core.cookies import TornCookieError, read_cookies
from powertrack_sdk.simulator.core.faults import Fault, Faults, Trouble
from powertrack_sdk.simulator.core.late import LateWrites
from powertrack_sdk.simulator.core.messages import (
    Answer,
    ReceivedRequest,
    RefusedError,
    Request,
    page,
    problem,
    redirect,
)
from powertrack_sdk.simulator.core.session import SessionAnswer, SessionRules, Sessions
from powertrack_sdk.simulator.core.sign_in import HOME, Account, SignInPages
from powertrack_sdk.simulator.core.store import State
from powertrack_sdk.simulator.server import Server, SimulatorTransport
from powertrack_sdk.simulator.world.clock import DEFAULT_NOW
from powertrack_sdk.simulator.world.plant import World

if TYPE_CHECKING:
    from powertrack_sdk.auth import AuthManager

ADDRESS = "https://simulator.invalid"
"""Address of a simulator that is used in-process."""


class Simulator:
    """A fictional PowerTrack: deterministic, stateful, and harmless.

    Args:
        sites: Number of sites. A site is made when it is first needed.
        seed: Seed of everything made up; the same seed gives the same bytes.
        inverters: Number of inverters on each site.
        customer: Key of the customer that the sites belong to.
        now: The simulator's time. It moves by a second at each write and by what `advance` adds, and stands still
            otherwise. By default noon on a day in June.
        latency: Seconds that every answer takes.
        session: How long sessions last and how they are renewed. By default they live while they are used, though the
            token in their cookies expires after 20 minutes.
        account: Who can sign in at `/login`.

    Attributes:
        requests: The received requests, in order.
        torn: Those of them whose session cookies did not belong together: a chunk missing, or of another answer than
            the rest. They are answered 400. A client that keeps cookies properly never sends one.
        account: Who can sign in at `/login`.
        session_answer: How a request without a valid session is answered: with the status `400`, `401`, `403`, `419` or
            `440` and a message, `500` without a body, a `redirect` to the login page, or the `login-page` itself with
            status 200.

    Raises:
        ValidationError: An argument is out of range.
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
        world = World(sites, seed, inverters, customer, now or DEFAULT_NOW)
        self.requests: list[ReceivedRequest] = []
        self.torn: list[ReceivedRequest] = []
        self.session_answer: SessionAnswer = "401"
        self.account = account or Account()
        self._latency = latency
        self._state = State(world)
        self._faults = Faults()
        self._late = LateWrites()
        self._sessions = Sessions(seed, session or SessionRules(), world.now)
        self._balancer = Balancer(seed)
        self._sign_in = SignInPages(self.account, self._begin_session)
        self._lock = RLock()

    @property
    def now(self) -> datetime:
        """The simulator's time."""
        return self._state.clock.now

    @property
    def unchanged(self) -> Literal[200, 204]:
        """Status of the empty answer to a read of changes when there are none. Both were seen; 200 is the default."""
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
        """Return the newest credentials, which the simulator accepts until the session ends.

        Args:
            base_url: Address of the simulator: its own, or that of a server.
        """
        from powertrack_sdk.auth import AuthManager

        session = self._sessions.current
        return AuthManager(cookie=session.cookie, ae_s=session.ae_s, base_url=base_url)

    def copied_request(self, base_url: str = ADDRESS) -> str:
        """Return a request with valid credentials, as a browser copies it as fetch (Node.js).

        Args:
            base_url: Address of the simulator: its own, or that of a server.
        """
        session = self._sessions.current
        return pages.copied_request(session.cookie, session.ae_s, base_url, self.customer)

    def transport(self) -> SimulatorTransport:
        """Return a transport for httpx, sync or async, that asks this simulator instead of the network."""
        return SimulatorTransport(self.handle)

    def serve(self, port: int = 0) -> Server:
        """Serve on the loopback interface while a `with` block runs.

        Args:
            port: The port; 0 for any free one.
        """
        return Server(self.handle, port)

    def serve_forever(self, port: int = 8080) -> None:
        """Serve on the loopback interface until interrupted.

        Args:
            port: The port; 0 for any free one.
        """
        Server(self.handle, port).run()

    def inject(self, fault: Fault) -> None:
        """Arm a fault for requests to come.

        At most one strikes a request, the first injected first; latencies come on top, and add up.
        """
        with self._lock:
            self._faults.inject(fault)

    def clear_faults(self) -> None:
        """Disarm all faults."""
        with self._lock:
            self._faults.clear()

    def advance(self, time: timedelta | float) -> None:
        """Move time forward: for sessions, for the stamps of writes, and for writes that arrive late.

        Figures stay those of the first moment.

        Args:
            time: A duration, or seconds.

        Raises:
            ValidationError: It is negative.
        """
        passed = time if isinstance(time, timedelta) else timedelta(seconds=time)
        if passed < timedelta():
            raise ValidationError(f"the simulator's time only moves forward, not by {passed}")
        with self._lock:
            self._state.clock.now += passed
            self._late.advance(passed.total_seconds())
            self._land()

    def expire_session(self) -> None:
        """End all sessions: their credentials are no longer accepted."""
        with self._lock:
            self._sessions.end()

    def renew_session(self, now: datetime | None = None) -> None:
        """Sign in again. The new cookies replace the old ones, which stay invalid.

        Args:
            now: Time that the token shows (aware); by default the simulator's.
        """
        with self._lock:
            self._sessions.end()
            self._sessions.sign_in(self.now, now)

    def handle(self, request: Request) -> Answer:
        """Answer a request. It never raises; transport and server only call it.

        Args:
            request: The request.

        Returns:
            The answer, or how the connection fails instead.
        """
        with self._lock:
            self._land()
            trouble = self._faults.strike(request.method, request.path)
            answer, torn = trouble.instead(), False
            if answer is None:
                try:
                    answer = self._answer(request, trouble)
                except TornCookieError:
                    torn = True
                    answer = problem(400, "The cookies of the session do not belong together.")
                answer = trouble.spoil(answer)
            if self._sessions.rules.balancer and not trouble.is_in_front:
                shown = self._sessions.shown(self.now)
                answer = answer.add_headers(self._balancer.cookies(shown, secure=request.secure))
            self.requests.append(ReceivedRequest.of(request, answer))
            if torn:
                self.torn.append(self.requests[-1])
            self._late.count_request()
            self._land()
        return evolve(answer, delay=self._latency + trouble.delay)

    def _answer(self, request: Request, trouble: Trouble) -> Answer:
        if self._is_lost(request):
            return Answer(status=500)
        if request.path == "/":
            copied = self.copied_request(f"http://{request.headers.get('host', '')}")
            return page(pages.render("front", copied=copied, customer=self.customer, sites=str(len(self.site_keys))))
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
            return page(pages.render("landing", ae_s=session.ae_s, customer=self.customer)).add_headers(renewed)
        try:
            answer = routes.answer(self._state, request, trouble)
        except RefusedError as refusal:
            answer = problem(refusal.status, refusal.message, refusal.headers)
        return answer.add_headers(renewed)

    def _is_lost(self, request: Request) -> bool:
        """Whether the load balancer's cookies lead to a machine that is gone."""
        oldest, shown = self._sessions.rules.stale_balancer, self._sessions.shown(self.now)
        if oldest is None:
            return False
        sent = read_cookies(request.headers.get("cookie", ""))
        ages = [self._balancer.age(value, shown) for name, value in sent if name in BALANCER_COOKIES]
        return any(age is None or age > oldest for age in ages)

    def _begin_session(self, request: Request) -> list[tuple[str, str]]:
        return self._sessions.sign_in(self.now).set_cookies(request.headers, secure=request.secure)

    def _land(self) -> None:
        """Act on the late writes that are due."""
        for request in self._late.take_due():
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
