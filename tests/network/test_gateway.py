"""Behind a gateway that answers a share of all requests itself. `make test-gateway` sends 1,000 requests."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from powertrack_sdk import APIError, AuthManager, PowerTrackError, VerificationError
from powertrack_sdk.simulator import Simulator
from tests.clock import FakeClock
from tests.driver import Colour, Driver
from tests.network.gateway import PAGES, Gateway
from tests.network.raw_server import answering
from tests.wire import held

pytestmark = pytest.mark.slow

REQUESTS = int(os.environ.get("POWERTRACK_REQUESTS", "200"))
SHARE = 0.05
SITES = [f"S{10001 + number}" for number in range(20)]


@contextmanager
def behind(sim: Simulator, colour: Colour, backups: Path, share: float, seed: str) -> Iterator[tuple[Driver, Gateway]]:
    with sim.serve() as server:
        gateway = Gateway(server.url, share, seed)
        with answering(gateway.answer) as address:
            driver = Driver(colour, sim.auth_manager(address), None, clock=FakeClock(), backup_dir=backups, timeout=30)
            try:
                yield driver, gateway
            finally:
                driver.close()


@pytest.mark.parametrize("seed", ["a", "b"])
def test_no_read_is_lost_and_no_run_ended(colour: Colour, backups: Path, seed: str) -> None:
    outcomes: Counter[str] = Counter()
    with behind(Simulator(sites=len(SITES)), colour, backups, SHARE, f"{colour} {seed}") as (driver, gateway):
        method = driver.client.get_site_config
        while outcomes.total() < REQUESTS:
            for key, found in zip(SITES, driver.map(method, SITES), strict=True):
                outcomes["read" if getattr(found, "key", None) == key else repr(found)] += 1
    assert outcomes == {"read": outcomes.total()}
    assert gateway.faults.total() > REQUESTS * SHARE / 3


@pytest.mark.parametrize("seed", ["a", "b"])
def test_writes_are_made_once_and_known(colour: Colour, backups: Path, seed: str) -> None:
    """Each write is either made and reported so, or not made, or reported as not known."""
    sim = Simulator(sites=len(SITES))
    writes = REQUESTS // 20
    outcomes: Counter[str] = Counter()
    with behind(sim, colour, backups, 3 * SHARE, f"{colour} {seed}") as (driver, gateway):
        for number in range(writes):
            key, aim = SITES[number % len(SITES)], f"Site {number}"
            before = len([one for one in gateway.passed if one[0] == "PUT"])
            try:
                told = bool(driver.update_site_config(key, {"name": aim}))
            except VerificationError:
                told = None  # it was sent, and cannot be read back
            except PowerTrackError as error:
                assert isinstance(error, APIError), "no session ended"
                told = False
            puts = len([one for one in gateway.passed if one[0] == "PUT"]) - before
            name = held(sim, f"/api/edit/site/{key}")["name"]
            assert puts <= 1
            assert (name == aim) == (puts == 1)
            assert told is None or told == (name == aim)
            outcomes[str(told)] += 1
    assert outcomes["True"] > writes * 0.7


@pytest.mark.parametrize("kind", PAGES)
def test_each_page_in_place_of_every_answer_is_told_for_what_it_is(kind: str, colour: Colour) -> None:
    """A gateway that answers everything: what is said depends on the page."""
    from tests.network.gateway import raw

    status, fields, content = PAGES[kind]
    with answering(lambda _: raw(status, fields, content)) as address:
        auth = AuthManager(cookie="AESession=x", base_url=address)
        driver = Driver(colour, auth, None, clock=FakeClock())
        try:
            with pytest.raises(PowerTrackError) as caught:
                driver.get_site_config("S10001")
        finally:
            driver.close()
    ended = ("login page", "redirect", "empty 500", "unauthorized")
    failing = ("bad gateway", "unavailable", "too many")
    expected = "AuthenticationError" if kind in ended else "ServiceError" if kind in failing else "FirewallError"
    assert type(caught.value).__name__ == expected
    assert ("session" in str(caught.value)) == (kind in ended)
