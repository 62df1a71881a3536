"""The end of a session, and what continues after it: the stored session and the user's hook, for both clients."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import anyio
import anyio.lowlevel
import pytest
from attrs import evolve

from powertrack_sdk import AsyncPowerTrackClient, AuthenticationError, AuthManager, NetworkError, PowerTrackClient
from powertrack_sdk.auth import Credentials
from powertrack_sdk.auth.store import Store
from powertrack_sdk.errors import ConfigurationError, PowerTrackError
from powertrack_sdk.simulator import Server, SessionRules, Simulator
from powertrack_sdk.simulator.core.messages import Answer, Request
from tests.auth.served import SharedClock, crumbs_of
from tests.driver import Colour, Driver

HOUR = timedelta(hours=1)
LONG = SessionRules(longest=14 * HOUR)


class Place:
    """A served simulator, a clock for both, and clients of it.

    Attributes:
        sim: The simulator.
        clock: The clock.
        url: Where the simulator is.
        calls: How often the hook was called.
    """

    def __init__(self, sim: Simulator, url: str, colour: Colour, backups: Path) -> None:
        self.sim, self.url, self.clock, self.calls = sim, url, SharedClock(sim), 0
        self._colour, self._backups, self._opened = colour, backups, list[Driver]()

    @property
    def credentials(self) -> Credentials:
        """What the simulator accepts now."""
        return self.sim.auth_manager(self.url).credentials

    def client(self, auth: AuthManager | None = None, **options: Any) -> Driver:
        """Open a client; with the credentials of now unless others or a profile are given."""
        if auth is None and "profile" not in options:
            auth = AuthManager.from_credentials(self.credentials)
        options = {"clock": self.clock, "backup_dir": self._backups, **options}
        self._opened.append(Driver(self._colour, auth, None, **options))
        return self._opened[-1]

    def hook(self) -> Credentials:
        """Sign in anew."""
        self.calls += 1
        self.sim.renew_session()
        return self.credentials

    def close(self) -> None:
        """Close the clients."""
        for driver in self._opened:
            driver.close()


def place_of(rules: SessionRules, colour: Colour, backups: Path) -> Iterator[Place]:
    sim = Simulator(sites=3, session=rules)
    with sim.serve() as server:
        place = Place(sim, server.url, colour, backups)
        yield place
        place.close()


@pytest.fixture
def place(colour: Colour, backups: Path) -> Iterator[Place]:
    yield from place_of(SessionRules(), colour, backups)


def run_of_26_hours(place: Place, client: Driver) -> tuple[list[PowerTrackError], int]:
    """What failed of 1,000 requests evenly over 26 hours, and how many writes were made. Every 100th is a write."""
    failures: list[PowerTrackError] = []
    writes = 0
    for number in range(1000):
        try:
            if number % 100 == 50:
                client.update_site_config("S10002", {"name": f"Maple {number}"})
                writes += 1
            else:
                client.request("GET", "/api/node/S10001")
        except PowerTrackError as error:
            failures.append(error)
            break
        place.clock.pass_on(26 * HOUR / 1000)
    return failures, writes


def puts(sim: Simulator) -> list[Any]:
    """The names that the accepted writes gave to the site, in order."""
    accepted = (request.body for request in sim.requests if request.method == "PUT" and request.status == 200)
    return [body["name"] for body in accepted if isinstance(body, dict)]


@pytest.mark.slow
@pytest.mark.parametrize("renew", ["half-life", "every answer"])
def test_a_session_that_slides_serves_for_a_day_and_its_cookies_are_in_the_store(
    colour: Colour, backups: Path, renew: Literal["half-life", "every answer"]
) -> None:
    rules = SessionRules(longest=HOUR, renew=renew)
    for place in place_of(rules, colour, backups):
        store = Store()
        store.save("default", place.credentials, now=place.clock.now())
        first = store.load("default").cookie
        client = place.client(profile="default")
        assert run_of_26_hours(place, client) == ([], 10)
        client.close_client()
        assert puts(place.sim) == [f"Maple {number}" for number in range(50, 1000, 100)]
        assert place.sim.torn == []
        kept = crumbs_of(store.load("default").cookie)
        newest = crumbs_of(place.credentials.cookie)
        assert newest.items() <= kept.items()
        assert kept["AESessionC1"] != crumbs_of(first)["AESessionC1"]
        assert store.records()["default"].last_success == place.clock.now() - 26 * HOUR / 1000


@pytest.mark.slow
def test_without_renewal_the_run_ends_with_one_error(colour: Colour, backups: Path) -> None:
    for place in place_of(LONG, colour, backups):
        Store().save("default", place.credentials, now=place.clock.now())
        failures, writes = run_of_26_hours(place, place.client(profile="default"))
        [error] = failures
        assert isinstance(error, AuthenticationError)
        assert not error.renewed
        assert "copy a fresh request and run `powertrack auth import`." in str(error)
        assert "--profile" not in str(error)
        assert puts(place.sim) == [f"Maple {number}" for number in range(50, 50 + 100 * writes, 100)]
        life = Store().records()["default"].usual_life
        assert life is not None
        assert abs(life - 14 * HOUR) < timedelta(minutes=5)


def test_with_a_hook_the_run_has_no_error(colour: Colour, backups: Path) -> None:
    for place in place_of(LONG, colour, backups):
        client = place.client(on_session_end=place.hook)
        assert run_of_26_hours(place, client) == ([], 10)
        assert place.calls == 1
        assert puts(place.sim) == [f"Maple {number}" for number in range(50, 1000, 100)]


@pytest.mark.parametrize("kind", ["credentials", "manager", "text"])
def test_a_hook_may_return_credentials_what_finds_them_or_a_copied_text(place: Place, kind: str) -> None:
    def hook() -> Credentials | AuthManager | str:
        place.hook()
        if kind == "text":
            return place.sim.copied_request(place.url)
        return place.credentials if kind == "credentials" else place.sim.auth_manager(place.url)

    client = place.client(on_session_end=hook)
    place.sim.expire_session()
    assert client.get_site_config("S10001").key == "S10001"
    assert client.session_alive()
    assert place.calls == 1


def test_a_hook_of_an_asynchronous_client_may_be_asynchronous(place: Place, colour: Colour) -> None:
    async def hook() -> Credentials:
        await anyio.lowlevel.checkpoint()
        return place.hook()

    client = place.client(on_session_end=hook)
    place.sim.expire_session()
    if colour == "async":
        assert client.get_site_config("S10001").key == "S10001"
    else:
        with pytest.raises(AuthenticationError, match="on_session_end is asynchronous"):
            client.get_site_config("S10001")


@pytest.mark.parametrize("answer", ["401", "419", "440", "500", "redirect", "login-page"])
def test_many_reads_at_once_ask_the_hook_once(place: Place, answer: Any) -> None:
    client = place.client(on_session_end=place.hook, concurrency=6)
    place.sim.session_answer = answer
    place.sim.expire_session()
    assert client.get_site_data("S10001").config is not None
    assert place.calls == 1


def test_a_hook_that_has_nothing_is_asked_once(place: Place) -> None:
    calls: list[int] = []
    client = place.client(on_session_end=lambda: calls.append(1))
    place.sim.expire_session()
    for _ in range(3):
        with pytest.raises(AuthenticationError, match="has most likely ended"):
            client.get_site_config("S10001")
    assert calls == [1]


def test_a_hook_whose_credentials_never_work_is_asked_once(place: Place) -> None:
    calls: list[int] = []

    def hook() -> Credentials:
        calls.append(1)
        return Credentials(cookie=f"AESession=no-session-{len(calls)}", base_url=place.url)

    client = place.client(on_session_end=hook)
    place.sim.expire_session()
    for _ in range(3):
        with pytest.raises(AuthenticationError):
            client.get_site_config("S10001")
    assert calls == [1]


def test_the_error_of_a_hook_is_the_cause_of_ours_and_not_repeated(place: Place) -> None:
    def hook() -> Credentials:
        raise KeyError("canary-of-the-hook")

    client = place.client(on_session_end=hook)
    place.sim.expire_session()
    with pytest.raises(AuthenticationError, match=r"could not be renewed \(KeyError\)") as caught:
        client.get_site_config("S10001")
    assert isinstance(caught.value.__cause__, KeyError)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("given", ["of another host", 7, "hello"])
def test_what_a_hook_may_not_return_is_refused(place: Place, given: object) -> None:
    other = Credentials(cookie="AESession=other", base_url="https://other.example")
    client = place.client(on_session_end=lambda: other if given == "of another host" else given)
    place.sim.expire_session()
    seen = len(place.sim.requests)
    with pytest.raises(AuthenticationError) as caught:
        client.get_site_config("S10001")
    assert isinstance(caught.value.__cause__, ConfigurationError)
    assert all("other" not in request.headers["cookie"] for request in place.sim.requests[seen:])


def test_a_refused_write_is_not_repeated_by_the_runner(place: Place) -> None:
    client = place.client(on_session_end=place.hook)
    place.sim.expire_session()
    with pytest.raises(AuthenticationError) as caught:
        client.request("PUT", "/api/edit/site", body={"key": "S10001"}, referer="/powertrack/S10001/settings/site")
    assert caught.value.renewed
    assert place.calls == 1
    assert [request.method for request in place.sim.requests].count("PUT") == 1
    assert client.session_alive()


def test_a_session_that_the_user_signs_in_to_meanwhile_is_taken_up(place: Place) -> None:
    store = Store()
    store.save("owner", place.credentials, now=place.clock.now())
    client = place.client(profile="owner")
    place.sim.expire_session()
    with pytest.raises(AuthenticationError, match="run `powertrack auth import --profile owner`"):
        client.get_site_config("S10001")
    place.sim.renew_session()
    store.save("owner", place.credentials, now=place.clock.now() + HOUR)
    assert client.get_site_config("S10001").key == "S10001"


def test_what_a_hook_gives_is_stored_in_place_of_the_ended_session(place: Place) -> None:
    store = Store()
    store.save("owner", place.credentials, now=place.clock.now() - 20 * HOUR)
    client = place.client(profile="owner", on_session_end=place.hook)
    assert client.session_alive()
    place.sim.expire_session()
    assert client.session_alive()
    client.close_client()
    assert crumbs_of(place.credentials.cookie).items() <= crumbs_of(store.load("owner").cookie).items()
    record = store.records()["owner"]
    assert (record.ended, len(record.lasted)) == (None, 1)


def test_whether_a_session_is_alive(place: Place) -> None:
    client = place.client(max_retries=0)
    assert client.session_alive() is True
    place.sim.expire_session()
    assert client.session_alive() is False
    gone = place.client(AuthManager(cookie="a=1", base_url="http://127.0.0.1:9"), max_retries=0)
    with pytest.raises(NetworkError):
        gone.session_alive()


def test_a_refresh_to_another_host_moves_new_runs_only(place: Place, tmp_path: Path) -> None:
    other = Simulator(sites=3)
    copied = tmp_path / "copied.js"
    with other.serve() as elsewhere:
        auth = place.sim.auth_manager(place.url)
        client = place.client(auth)
        plan = client.plan_updates([{"key": "S10001", "name": "Maple"}])
        copied.write_text(other.copied_request(elsewhere.url))
        auth.refresh_from_fetch(copied)
        with pytest.raises(PowerTrackError, match="127"):
            client.apply_plan(plan)
        assert all(request.method == "GET" or "binding" in request.path for request in other.requests)
        assert client.get_site_config("S10001").key == "S10001"
        result = client.update_site_config("S10001", {"name": "Elsewhere"})
        assert json.loads(Path(result.backup_path).read_text())["host"] == elsewhere.url
    assert puts(place.sim) == []


def test_no_thread_sends_torn_cookies(backups: Path) -> None:
    sim = Simulator(sites=3, session=SessionRules(renew="every answer"))
    with sim.serve() as server, ThreadPoolExecutor(16) as pool:
        Store().save("default", sim.auth_manager(server.url).credentials)
        with PowerTrackClient(profile="default", backup_dir=backups, concurrency=16) as client:
            barrier = threading.Barrier(16)

            def reads(seed: int) -> int:
                barrier.wait()
                choice = random.Random(seed)
                keys = [choice.choice(("S10001", "S10002", "S10003")) for _ in range(12)]
                return sum(client.get_site_config(key).key == key for key in keys)

            assert sum(pool.map(reads, range(16))) == 16 * 12
    check_that_none_was_torn(sim, 16 * 12)


@pytest.mark.anyio
async def test_no_task_sends_torn_cookies(backups: Path) -> None:
    sim = Simulator(sites=3, session=SessionRules(renew="every answer"))
    with sim.serve() as server:
        Store().save("default", sim.auth_manager(server.url).credentials)
        async with AsyncPowerTrackClient(profile="default", backup_dir=backups, concurrency=64) as client:

            async def read() -> None:
                for _ in range(3):
                    await client.get_site_config("S10001")

            async with anyio.create_task_group() as tasks:
                for _ in range(64):
                    tasks.start_soon(read)
    check_that_none_was_torn(sim, 64 * 3)


def check_that_none_was_torn(sim: Simulator, requests: int) -> None:
    """Each request was answered and carried the cookies of one renewal, and so does what the store has kept."""
    assert sim.torn == []
    assert [request.status for request in sim.requests] == [200] * requests
    sets = {crumbs_of(request.headers["cookie"])["AESessionC1"] for request in sim.requests}
    assert len(sets) > requests // 100
    kept = Store().load("default")
    with (
        sim.serve() as server,
        PowerTrackClient(AuthManager.from_credentials(evolve(kept, base_url=server.url))) as client,
    ):
        assert client.session_alive()
    assert sim.torn == []


class EndsBefore:
    """A served simulator whose session ends right before a request.

    Args:
        sim: The simulator.
        number: Which request, from 0.
    """

    def __init__(self, sim: Simulator, number: int) -> None:
        self._sim, self._left, self._lock = sim, number, threading.Lock()

    def handle(self, request: Request) -> Answer:
        """Answer a request."""
        with self._lock:
            if self._left == 0:
                self._sim.expire_session()
            self._left -= 1
        return self._sim.handle(request)


@pytest.mark.parametrize("number", range(4))
def test_a_write_that_meets_the_end_of_the_session_is_made_once(place: Place, number: int) -> None:
    """The session ends before any of the requests of a write: a read, the PUT, or the read after it."""
    with Server(EndsBefore(place.sim, number).handle, 0) as server:
        place.url = server.url
        client = place.client(on_session_end=place.hook, max_retries=0)
        result = client.update_site_config("S10002", {"name": "Maple"})
        assert result.applied
        assert client.get_site_config("S10002").name == "Maple"
    assert puts(place.sim) == ["Maple"]
    assert place.calls == 1


def test_a_plan_goes_on_through_the_end_of_the_session(place: Place) -> None:
    rows = [{"key": key, "name": f"Maple {key}"} for key in ("S10001", "S10002", "S10003")]
    for number in range(12):
        with Server(EndsBefore(place.sim, number).handle, 0) as server:
            place.url, place.calls = server.url, 0
            place.sim.renew_session()
            client = place.client(on_session_end=place.hook, max_retries=0)
            plan = client.plan_updates([{**row, "name": f"{row['name']} {number}"} for row in rows])
            place.sim.requests.clear()
            result = client.apply_plan(plan)
            assert [one.outcome for one in result.entries] == ["written"] * 3
        assert sorted(puts(place.sim)) == [f"Maple {row['key']} {number}" for row in rows]
        assert place.calls == 1
